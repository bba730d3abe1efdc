import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { ActsSaid } from "../acts/acts-place.tsx";
import "./photo-viewer.css";

/** A picture to look at; `address` is null where there is none to show, and `instead` says why where that is known; `name` says in words what it is. */
export type Picture = { address: string | null; instead: string | null; name: string; title: string; about: string };

/** What can be decided without leaving the picture: select (X), approve (A), reject (R, or a reason by 1–9). */
export type Choices = {
  isSelected: boolean;
  onSelect: () => void;
  onApprove: () => void;
  onReject: (reasonIndex: number | null) => void;
};

type Props = {
  picture: Picture | undefined;
  /** Its place among so many, counted from 0. */
  at: number;
  count: number;
  onView: (at: number) => void;
  onClose: () => void;
  choices?: Choices | undefined;
};

const ZOOMS = [1, 2, 4];

/** Pictures in the whole window, one at a time, with zoom, previous and next. Escape closes it and gives the focus back. */
export function PictureViewer({ picture, at, count, onView, onClose, choices }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(0);
  /** The point of the picture, in shares of it, that a zoom keeps in the middle. */
  const focus = useRef({ x: 0.5, y: 0.5 });
  useEffect(() => {
    dialog.current?.showModal();
    stage.current?.focus();
  }, []);
  const isZoomed = useRef(false);
  useLayoutEffect(() => {
    // To ask how large all is costs a drawing, which nobody needs before it is zoomed.
    isZoomed.current ||= zoom > 0;
    if (!isZoomed.current) return;
    const { scrollWidth = 0, scrollHeight = 0, clientWidth = 0, clientHeight = 0 } = stage.current ?? {};
    stage.current?.scrollTo(
      focus.current.x * scrollWidth - clientWidth / 2,
      focus.current.y * scrollHeight - clientHeight / 2,
    );
  }, [zoom]);
  const step = (by: number) => {
    if (at + by < 0 || at + by >= count) return;
    setZoom(0);
    onView(at + by);
  };
  if (!picture) return null;
  const zoomOn = (x = 0.5, y = 0.5) => {
    focus.current = { x, y };
    setZoom((zoom + 1) % ZOOMS.length);
  };
  const keys: Record<string, (() => void) | undefined> = {
    arrowright: () => step(1),
    arrowleft: () => step(-1),
    x: choices?.onSelect,
    a: choices?.onApprove,
    r: choices && (() => choices.onReject(null)),
  };
  return (
    <dialog
      ref={dialog}
      className="viewer"
      aria-label={picture.name}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const key = event.key.toLowerCase();
        if (key === " " && !(event.target instanceof HTMLButtonElement)) zoomOn();
        else if (keys[key]) keys[key]();
        else if (choices && /^[1-9]$/.test(key)) choices.onReject(Number(key) - 1);
        else return;
        event.preventDefault();
      }}
    >
      <header className="viewer-bar">
        <p>
          <strong>{picture.title}</strong>
          {picture.about ? ` · ${picture.about}` : ""}
        </p>
        <div className="viewer-tools">
          {choices ? (
            <>
              <button type="button" aria-pressed={choices.isSelected} onClick={choices.onSelect}>
                {choices.isSelected ? "Selected" : "Select"}
              </button>
              <button type="button" onClick={() => choices.onReject(null)}>
                Reject
              </button>
              <button type="button" onClick={choices.onApprove}>
                Approve
              </button>
            </>
          ) : null}
          <button type="button" onClick={() => zoomOn()}>{`Zoom ${ZOOMS[zoom]}×`}</button>
          <button type="button" onClick={() => step(-1)} disabled={at === 0}>
            Previous
          </button>
          <button type="button" onClick={() => step(1)} disabled={at >= count - 1}>
            Next
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
      </header>
      <div className="viewer-stage" ref={stage} role="region" aria-label="Picture" tabIndex={0}>
        {picture.address ? (
          <img
            src={picture.address}
            alt={picture.name}
            onClick={({ currentTarget, clientX, clientY }) => {
              const { left, top, width, height } = currentTarget.getBoundingClientRect();
              zoomOn((clientX - left) / width, (clientY - top) / height);
            }}
            style={{ width: `${ZOOMS[zoom]! * 100}%`, height: `${ZOOMS[zoom]! * 100}%` }}
          />
        ) : (
          <p>{picture.instead ?? "There is no picture of this file to show."}</p>
        )}
      </div>
      {choices ? <ActsSaid /> : null}
    </dialog>
  );
}
