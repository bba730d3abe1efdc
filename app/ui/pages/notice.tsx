import { Banner, type BannerProps } from "@shopify/polaris";
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import "./notices.css";

type Newest = { newest: unknown; setNewest: (change: (newest: unknown) => unknown) => void };

const Place = createContext<Newest>({ newest: undefined, setNewest: () => undefined });

/** The place at the top of a page where it says what came of what was asked: one banner, the newest; takes no room while it says nothing. */
export function Notices({ children }: { children: ReactNode }) {
  const [newest, setNewest] = useState<unknown>();
  return (
    <Place.Provider value={{ newest, setNewest }}>
      <div className="notices">{children}</div>
    </Place.Provider>
  );
}

type Props = {
  /** What it is about: of two on one page the one that came last is the banner. */
  about: object;
  tone: BannerProps["tone"];
  title: string;
  onDismiss: () => void;
  children?: ReactNode;
};

/** Something that the page says: the banner while nothing newer is said, and then one line that unfolds, so that banners never compete. */
export function Notice({ about, tone, title, onDismiss, children }: Props) {
  const { newest, setNewest } = useContext(Place);
  useEffect(() => {
    setNewest(() => about);
    return () => setNewest((now) => (now === about ? undefined : now));
  }, [about, setNewest]);
  if (newest === about || newest === undefined)
    return (
      <Banner tone={tone} title={title} onDismiss={onDismiss}>
        {children}
      </Banner>
    );
  return children ? (
    <details className="notice-folded">
      <summary>{title}</summary>
      {children}
    </details>
  ) : (
    <p className="notice-folded">{title}</p>
  );
}
