import type { ReactNode } from "react";
import "./download-link.css";

/** A link that saves a file from its signed address. Polaris' own links go through the router, which would load the file as a page. */
export function DownloadLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="download-link" href={href} download>
      {children}
    </a>
  );
}
