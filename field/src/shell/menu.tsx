/** Everything that is not a door. */
import { useField } from "../ui/field";
import { Icon, type IconName } from "../ui/icon";
import type { Route } from "../ui/route";
import { Screen } from "../ui/screen";
import { useWords } from "../words";
import { LanguageChoice } from "./plain-page";
import { SignOut } from "./sign-out";
import { EVENTS, ONE_ON_ONES } from "./start";
import { UpdateNotice } from "./update-notice";

export const Menu = () => {
  const words = useWords();
  const { core, go } = useField();
  const turf = core.turf();
  const session = core.session();
  const rows: { to: Route; icon: IconName; label: string }[] = [
    { to: { at: "hand_in" }, icon: "sent", label: words.handIn.title },
  ];
  if (turf !== null) rows.push({ to: { at: "introduce", door: null }, icon: "person", label: words.walk.meet });
  if (turf === null) rows.push({ to: { at: "take" }, icon: "map", label: words.take.title });
  rows.push({ to: { at: "night" }, icon: "kit", label: words.night.title });
  if (core.night() !== null) rows.push({ to: { at: "street" }, icon: "person", label: words.street.title });
  if (session.kind === "open" && session.may.includes(ONE_ON_ONES)) {
    rows.push({ to: { at: "week" }, icon: "talk", label: words.week.title });
  }
  if (session.kind === "open" && session.may.includes(EVENTS)) {
    rows.push({ to: { at: "events" }, icon: "person", label: words.tonight.title });
  }
  rows.push({ to: { at: "phone" }, icon: "info", label: words.menu.phone });
  rows.push({ to: { at: "directory" }, icon: "place", label: words.directory.title });
  return (
    <Screen title={words.menu.title}>
      <UpdateNotice />
      <ul class="menu">
        {rows.map(({ to, icon, label }) => (
          <li key={to.at}>
            <button type="button" onClick={() => go(to)}>
              <Icon name={icon} />
              <span>{label}</span>
              <Icon name="onward" />
            </button>
          </li>
        ))}
      </ul>
      <LanguageChoice />
      <div class="stack-tight">
        {session.kind === "open" && <p class="soft">{words.menu.who(session.shownAs)}</p>}
        <SignOut />
      </div>
    </Screen>
  );
};
