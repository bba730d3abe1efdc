import { Box } from "@shopify/polaris";
import type { ReactNode } from "react";

/** Keeps what stands outside a card off the edges of a phone, where Polaris lets pages run to them. */
export function Inset({ children }: { children: ReactNode }) {
  return <Box paddingInline={{ xs: "400", sm: "0" }}>{children}</Box>;
}
