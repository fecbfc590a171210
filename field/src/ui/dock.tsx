/** The bottom of the screen, where the thumb is: trouble to read, the undo bar, then the screen's own buttons. */
import type { ComponentChildren } from "preact";
import { useWords } from "../words";
import { useField } from "./field";
import { Icon } from "./icon";

export const Dock = ({ children }: { children?: ComponentChildren }) => {
  const words = useWords();
  const field = useField();
  const { trouble, justSaved } = field;
  if (trouble === null && justSaved === null && !children) return null;
  return (
    <div class="dock">
      {trouble !== null && (
        <div class="trouble" role="alert">
          <Icon name="warning" />
          <p>{trouble}</p>
          <button type="button" class="icon-button" onClick={field.clearTrouble}>
            <Icon name="close" />
            <span>{words.common.close}</span>
          </button>
        </div>
      )}
      {justSaved !== null && (
        <div class="undo" key={justSaved.until}>
          <p>{justSaved.text}</p>
          <button type="button" class="undo-button" onClick={() => void field.undo()}>
            <Icon name="undo" />
            <span>{words.common.undo}</span>
          </button>
          <span class="undo-time" aria-hidden="true" />
        </div>
      )}
      {children}
    </div>
  );
};
