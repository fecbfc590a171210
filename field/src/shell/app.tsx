/** The whole app: which language, signed in or not, and the one host that every screen reaches. */
import { useEffect, useErrorBoundary, useMemo, useState } from "preact/hooks";
import type { FieldCore } from "../core/types";
import { codeInAddress } from "../ui/codes";
import { FieldContext } from "../ui/field";
import { useTravel } from "../ui/route";
import { firstLanguage, type Language, rememberLanguage, WORDS, WordsContext } from "../words";
import { Broken } from "./broken";
import { useHost } from "./host";
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
  const words = WORDS[language];
  useEffect(() => rememberLanguage(language), [language]);
  const speech = useMemo(() => ({ words, language, choose: setLanguage }), [words, language]);
  return (
    <WordsContext.Provider value={speech}>
      <Host core={core} code={code} onCodeUsed={() => setCode(null)} />
    </WordsContext.Provider>
  );
};

type HostProps = { core: FieldCore; code: ReturnType<typeof codeInAddress>; onCodeUsed: () => void };

const Host = ({ core, code, onCodeUsed }: HostProps) => {
  const [broken] = useErrorBoundary();
  const travel = useTravel({ at: "walk" });
  const { field, said } = useHost(core, travel);
  const session = core.session();
  if (broken !== undefined) return <Broken />;
  return (
    <FieldContext.Provider value={field}>
      {session.kind === "signed_out" && <SignIn />}
      {session.kind === "locked" && <Unlock shownAs={session.shownAs} />}
      {session.kind === "open" && <SignedIn route={travel.route} code={code} onCodeUsed={onCodeUsed} />}
      <p class="unseen" role="status">
        {said}
      </p>
    </FieldContext.Provider>
  );
};
