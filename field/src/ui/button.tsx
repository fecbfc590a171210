/** Buttons big enough for a thumb in a glove. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon";

export type ButtonKind = "main" | "plain" | "quiet" | "care" | "stop";

type ButtonProps = {
  children: ComponentChildren;
  onPress?: () => void;
  kind?: ButtonKind;
  icon?: IconName;
  wide?: boolean;
  tall?: boolean;
  busy?: boolean;
  submit?: boolean;
  pressed?: boolean;
  label?: string;
};

export const Button = (props: ButtonProps) => {
  const shape = `${props.wide ? " button-wide" : ""}${props.tall ? " button-tall" : ""}`;
  return (
    <button
      type={props.submit ? "submit" : "button"}
      class={`button button-${props.kind ?? "plain"}${shape}`}
      onClick={props.onPress}
      disabled={props.busy}
      aria-pressed={props.pressed}
      aria-label={props.label}
    >
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
    </button>
  );
};
