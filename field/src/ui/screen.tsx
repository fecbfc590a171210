/**
 * The frame of every screen: where I am, what is saved, the content, and the thumb's place at the bottom.
 *
 * The page's own title stays the app's name: browsers write titles to their disk, and ours would name doors.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useWords } from "../words";
import { Dock } from "./dock";
import { useField } from "./field";
import { Icon } from "./icon";
import { StatusStrip } from "./status-strip";

type ScreenProps = {
  title: string;
  under?: ComponentChildren;
  children: ComponentChildren;
  dock?: ComponentChildren;
  tools?: ComponentChildren;
  onBack?: (() => void) | null;
  broad?: boolean;
  /** What is saved here are kits: the line below the title counts those. */
  kits?: boolean;
  /** False where another part of the screen takes the focus, as the next door does on the walk. */
  focusTitle?: boolean;
};

export const Screen = (props: ScreenProps) => {
  const words = useWords();
  const field = useField();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (props.focusTitle === false) return;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class={props.broad ? "screen screen-broad" : "screen"}>
      <header class="top">
        <div class="top-row">
          {props.onBack !== null && (
            <button type="button" class="icon-button" onClick={props.onBack ?? field.back}>
              <Icon name="back" />
              <span>{words.common.back}</span>
            </button>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {props.title}
          </h1>
          {props.tools}
        </div>
        {props.under}
        <StatusStrip kits={props.kits} />
      </header>
      <main class="page">
        <div class="content">{props.children}</div>
        <Dock>{props.dock}</Dock>
      </main>
    </div>
  );
};
