import { Icon, Text } from "@shopify/polaris";
import { AlertCircleIcon, AlertTriangleIcon, CheckCircleIcon, InfoIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import "./remark.css";

type Tone = "info" | "success" | "warning" | "critical";

const ICONS: Record<Tone, typeof InfoIcon> = {
  info: InfoIcon,
  success: CheckCircleIcon,
  warning: AlertTriangleIcon,
  critical: AlertCircleIcon,
};

/** Something to know at the place that it is about, such as inside a card; a banner is for the whole page, and there is one. */
export function Remark({ tone, title, children }: { tone: Tone; title?: string; children?: ReactNode }) {
  return (
    <div className={`remark remark-${tone}`}>
      <span className="remark-icon">
        <Icon source={ICONS[tone]} />
      </span>
      <div className="remark-words">
        {title ? (
          <Text as="p" fontWeight="semibold" breakWord>
            {title}
          </Text>
        ) : null}
        {children}
      </div>
    </div>
  );
}
