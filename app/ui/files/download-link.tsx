import "./download-link.css";

type Props = { href: string; name?: string; isButton?: boolean; children: string };

/** A file to save, by its signed address. A plain link on purpose: the router would fetch it as a page. */
export function DownloadLink({ href, name = "", isButton = false, children }: Props) {
  return (
    <a href={href} download={name} className={isButton ? "download-button" : "download-text"}>
      {children}
    </a>
  );
}
