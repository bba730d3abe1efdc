import { useRevalidator } from "@remix-run/react";
import { Button, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import {
  actsOf,
  groupAnswers,
  isBad,
  undoableOf,
  type ActsLine,
  type Answered,
} from "../../domain/acting/acts-line.ts";
import { askNow, useIsAway } from "../frame/steady-line.ts";
import { useUntold, useWho } from "../frame/current-page.ts";
import { isTyping } from "../pages/is-typing.ts";
import { ActResult } from "./act-result.tsx";
import { actsStore, newestAge, startActs, useActsLine, useBeside } from "./acts-store.ts";
import "./acts-place.css";

const SHOWN_MS = 12_000;
const MOST_BAD = 3;

/**
 * The one place, on every page, that says what became of what the person asked for: how much is on its way, the newest answer with its undo,
 * and whatever was not done until it is put away. It floats, so that nothing on the page moves.
 */
export function ActsPlace() {
  const line = useActsLine();
  const who = useWho();
  const untold = useUntold();
  useEffect(() => (who ? startActs(who) : undefined), [who]);
  useEffect(() => actsStore.meet(untold), [untold]);
  useFreshPage(line);
  useUndoKey(line);
  return <ActsSaid />;
}

/** The same words inside what covers the page, where nothing beside it can be seen or pressed. */
export function ActsSaid() {
  const line = useActsLine();
  const place = useRef<HTMLDivElement>(null);
  const beside = useBeside();
  const answers = groupAnswers(line).filter((one) => {
    const which = beside.get(one.group);
    return which === undefined || (which === "refusals" && !isBad(one));
  });
  const newest = answers.at(-1);
  const isFresh = useFresh(line.answered.at(-1));
  useLostFocus(place, line.answered.at(-1));
  const bad = answers.filter((one) => one !== newest && isBad(one)).slice(-MOST_BAD);
  const shown = newest && (isFresh || isBad(newest)) ? [...bad, newest] : bad;
  return (
    <div className="acts-place" ref={place} tabIndex={-1}>
      <div role="status" className="acts-said">
        {shown.map((one) => (
          <div key={`${one.actId} ${one.intent}`} className="acts-card">
            <ActResult
              answered={one}
              onUndo={() => actsStore.undo(actsOf(line, one.group))}
              onAgain={() => actsStore.again(one.actId)}
              onDismiss={() => actsStore.dismiss(one.group)}
            />
          </div>
        ))}
        <OnTheirWay line={line} />
        <Away isTold={line.asked.length > 0} />
      </div>
    </div>
  );
}

function OnTheirWay({ line: { asked } }: { line: ActsLine }) {
  const [first] = asked;
  if (!first) return null;
  const count = asked.length === 1 ? `On its way: ${first.title}` : `${itemsOf(asked)} are on their way`;
  const isLost = asked.some(({ state, tries }) => state === "lost" || tries > 1);
  const isBusy = asked.some(({ state }) => state === "busy");
  return (
    <div className={isLost ? "acts-card acts-way" : "acts-card acts-way acts-way-quiet"}>
      <Text as="p" fontWeight="semibold">
        {isLost ? "The server is not reached" : isBusy ? "Others are at the order at this moment" : count}
      </Text>
      {isLost ? (
        <InlineStack gap="200" blockAlign="center">
          <Text as="p">
            {asked.length === 1
              ? `“${first.title}” is kept and sent as soon as it is.`
              : `${itemsOf(asked)} are kept, in their order, and sent as soon as it is.`}
          </Text>
          <Button onClick={actsStore.now}>Try now</Button>
        </InlineStack>
      ) : isBusy ? (
        <Text as="p">{`“${first.title}” is kept and tried again by itself.`}</Text>
      ) : null}
    </div>
  );
}

function itemsOf(asked: ActsLine["asked"]): string {
  const decisions = new Set(asked.map(({ intent, group }) => `${intent} ${group}`)).size;
  if (asked.some(({ intent }) => intent === "form")) return `${decisions} things`;
  const items = asked.reduce((sum, { itemIds }) => sum + Math.max(1, itemIds.length), 0);
  return decisions === items
    ? `${decisions} decisions`
    : `${decisions === 1 ? "1 decision" : `${decisions} decisions`} on ${items} items`;
}

function Away({ isTold }: { isTold: boolean }) {
  const isAway = useIsAway();
  if (!isAway || isTold) return null;
  return (
    <div className="acts-card acts-way">
      <Text as="p" fontWeight="semibold">
        The server is not reached
      </Text>
      <InlineStack gap="200" blockAlign="center">
        <Text as="p">The page stays as it is and goes on as soon as it is.</Text>
        <Button onClick={askNow}>Try now</Button>
      </InlineStack>
    </div>
  );
}

// Reads the page anew once all is answered, so that quick decisions do not wait for it in between.
function useFreshPage({ asked, answered }: ActsLine): void {
  const { revalidate, state } = useRevalidator();
  const newest = answered.at(-1);
  const seen = useRef(newest);
  const reading = useRef<{ answered: ActsLine["answered"]; isBegun: boolean }>();
  useEffect(() => {
    if (asked.length > 0 || newest === undefined || newest === seen.current) return;
    seen.current = newest;
    reading.current = { answered, isBegun: false };
    revalidate();
  }, [asked, answered, newest, revalidate]);
  useEffect(() => {
    if (!reading.current) return;
    if (state === "loading") reading.current.isBegun = true;
    else if (reading.current.isBegun) {
      actsStore.shows(reading.current.answered);
      reading.current = undefined;
    }
  }, [state]);
}

function useUndoKey(line: ActsLine): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "u" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      const undoable = undoableOf(line, Date.now());
      if (undoable.length === 0) return;
      event.preventDefault();
      actsStore.undo(undoable);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [line]);
}

// Counted from when it came, so that an old answer does not come back with a reload or with full screen.
function useFresh(answer: Answered | undefined): boolean {
  const [old, setOld] = useState<Answered>();
  useEffect(() => {
    if (!answer) return;
    const timer = setTimeout(() => setOld(answer), SHOWN_MS - newestAge());
    return () => clearTimeout(timer);
  }, [answer]);
  return answer !== old && newestAge() < SHOWN_MS;
}

// The button that was pressed is often gone with what was done: then the answer has the focus, and the keyboard goes on from there.
function useLostFocus(place: React.RefObject<HTMLElement>, answer: Answered | undefined): void {
  useEffect(() => {
    if (!answer) return;
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === null || document.activeElement === document.body)
        place.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [answer, place]);
}
