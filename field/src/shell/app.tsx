/** The whole app: which language, signed in or not, and the one host that every screen reaches. */
import { useEffect, useErrorBoundary, useMemo, useState } from "preact/hooks";
import { DirectoryScreen } from "../care/directory";
import type { FieldCore } from "../core/types";
import { codeInAddress } from "../ui/codes";
import { FieldContext } from "../ui/field";
import { useTravel } from "../ui/route";
import { firstLanguage, type Language, rememberLanguage, WORDS, WordsContext } from "../words";
import { Broken } from "./broken";
import { useHost } from "./host";
import { OnStreet } from "./on-street";
import { SignIn } from "./sign-in";
import { SignedIn } from "./signed-in";
import { Unlock } from "./unlock";

/** A code that came with the address is taken out of it at once, so it stays in no history. */
const takeCodeFromAddress = () => {
  const found = codeInAddress(location.hash);
  if (location.hash !== "") history.replaceState(history.state, "", location.pathname);
  return found;
};

export const App = ({ core }: { core: FieldCore }) => {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [code, setCode] = useState(takeCodeFromAddress);
  useEffect(() => {
    const look = () => setCode((before) => takeCodeFromAddress() ?? before);
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  const words = WORDS[language];
  useEffect(() => rememberLanguage(language), [language]);
  const speech = useMemo(() => ({ words, language, choose: setLanguage }), [words, language]);
  return (
    <WordsContext.Provider value={speech}>
      <Host core={core} code={code} onCodeUsed={() => setCode(null)} />
    </WordsContext.Provider>
  );
};

/** A code for a new phone is of no use to somebody who is in already. */
const forOnesOwn = (code: ReturnType<typeof codeInAddress>) =>
  code === null || code.kind === "enrol" ? null : { kind: code.kind, code: code.code };

type HostProps = { core: FieldCore; code: ReturnType<typeof codeInAddress>; onCodeUsed: () => void };

const Host = ({ core, code, onCodeUsed }: HostProps) => {
  const [broken] = useErrorBoundary();
  const travel = useTravel({ at: "walk" });
  const { field, said } = useHost(core, travel);
  if (broken !== undefined) return <Broken />;
  return (
    <FieldContext.Provider value={field}>
      <Now core={core} code={code} onCodeUsed={onCodeUsed} travel={travel} />
      <p class="unseen" role="status">
        {said}
      </p>
    </FieldContext.Provider>
  );
};

/** What is on the screen, by who is there: the directory is public knowledge, and nobody signs in for it. */
const Now = ({ core, code, onCodeUsed, travel }: HostProps & { travel: ReturnType<typeof useTravel> }) => {
  const session = core.session();
  const { at } = travel.route;
  if (at === "directory") return <DirectoryScreen />;
  if (session.kind === "open") {
    return <SignedIn route={travel.route} code={forOnesOwn(code)} onCodeUsed={onCodeUsed} />;
  }
  const nightCode = code?.kind === "night" && session.kind === "signed_out" ? code.code : null;
  // Whoever only has tonight's code is there at once; the doors of somebody who is locked out come first.
  const first = session.kind === "signed_out" && core.night() !== null && at !== "sign_in";
  if (nightCode !== null || at === "street" || first) {
    return <OnStreet code={nightCode} onCodeUsed={onCodeUsed} onBack={at === "street" ? travel.back : null} />;
  }
  if (session.kind === "locked") return <Unlock shownAs={session.shownAs} />;
  return <SignIn {...session} code={code?.kind === "enrol" ? code.code : ""} onCodeUsed={onCodeUsed} />;
};
