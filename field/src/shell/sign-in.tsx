/** Signing in, the only moment that needs a signal before the walk. */
import { useEffect, useState } from "preact/hooks";
import { FieldTrouble, type Why } from "../core/types";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { TextField } from "../ui/fields";
import { Notice } from "../ui/notice";
import { Passphrase } from "../ui/passphrase";
import { useWords } from "../words";
import { LeftHere } from "./left-here";
import { NewPhone } from "./new-phone";
import { WithoutSignIn } from "./on-street";
import { PlainPage } from "./plain-page";

/** `known`: this phone was let in before. `code`: one for a new phone that came with the address, or "". */
type SignInProps = { why: Why | null; known: boolean; code: string; onCodeUsed: () => void };

export const SignIn = ({ why, known, code, onCodeUsed }: SignInProps) => {
  const words = useWords();
  const field = useField();
  return (
    <PlainPage title={words.signIn.title}>
      <p class="soft">{words.brand.line}</p>
      {why !== null && <Notice kind="news">{why === "ended" ? words.signIn.ended : words.signIn.dayOver}</Notice>}
      <SignInForm known={known} code={code} onCodeUsed={onCodeUsed} />
      <WithoutSignIn />
      <LeftHere />
      <Button icon="place" wide onPress={() => field.go({ at: "directory" })}>
        {words.directory.title}
      </Button>
    </PlainPage>
  );
};

const SignInForm = ({ known, code, onCodeUsed }: Omit<SignInProps, "why">) => {
  const words = useWords();
  const field = useField();
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [newPhone, setNewPhone] = useState(code);
  const [asks, setAsks] = useState(!known || code !== "");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (code === "") return;
    setNewPhone(code);
    setAsks(true);
  }, [code]);
  const enter = async () => {
    try {
      await field.core.signIn(name.trim(), passphrase, asks ? newPhone : "");
      onCodeUsed();
      field.home();
    } catch (fault) {
      if (fault instanceof FieldTrouble && fault.code === "not_enrolled") setAsks(true);
      throw fault;
    }
  };
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    if (!(await field.attempt(enter))) setBusy(false);
  };
  return (
    <form class="stack" onSubmit={(event) => void send(event)}>
      <TextField label={words.signIn.name} value={name} onInput={setName} autocomplete="username" />
      <Passphrase value={passphrase} onInput={setPassphrase} />
      {asks ? (
        <NewPhone code={newPhone} onCode={setNewPhone} />
      ) : (
        <Button icon="phone" wide onPress={() => setAsks(true)}>
          {words.signIn.newPhone}
        </Button>
      )}
      <Button kind="main" wide tall submit busy={busy}>
        {busy ? words.common.working : words.signIn.button}
      </Button>
      <p class="soft">{words.signIn.help}</p>
    </form>
  );
};
