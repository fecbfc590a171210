/** A panel over the screen. The browser's own dialog keeps the focus inside; closing gives it back. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useWords } from "../words";
import { Icon } from "./icon";

type SheetProps = {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  foot?: ComponentChildren;
  whole?: boolean;
  care?: boolean;
};

export const Sheet = ({ title, onClose, children, foot, whole, care }: SheetProps) => {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    heading.current?.focus();
    // The panel is taken away without being closed, so the browser does not give the focus back by itself.
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  const cancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog
      class={`sheet${whole ? " sheet-whole" : ""}${care ? " sheet-care" : ""}`}
      ref={dialog}
      aria-labelledby={id}
      onCancel={cancel}
    >
      <div class="sheet-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="icon-button" onClick={onClose}>
          <Icon name="close" />
          <span>{words.common.close}</span>
        </button>
      </div>
      <div class="sheet-body">{children}</div>
      {foot && <div class="sheet-foot">{foot}</div>}
    </dialog>
  );
};
