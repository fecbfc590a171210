/** A sentence that should be seen: news, a caution, or that all is well. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon";

type NoticeKind = "good" | "news" | "caution" | "stop";

const ICONS: Record<NoticeKind, IconName> = { good: "sent", news: "info", caution: "warning", stop: "warning" };

type NoticeProps = { kind: NoticeKind; children: ComponentChildren; icon?: IconName; alert?: boolean };

export const Notice = ({ kind, children, icon, alert }: NoticeProps) => (
  <div class={`notice notice-${kind}`} role={alert ? "alert" : undefined}>
    <Icon name={icon ?? ICONS[kind]} />
    <div>{children}</div>
  </div>
);
