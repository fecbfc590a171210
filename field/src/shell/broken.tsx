/** A screen could not be drawn. What was saved is in storage and safe; opening again starts from there. */
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useWords } from "../words";

export const Broken = () => {
  const words = useWords();
  return (
    <main class="content">
      <h1>{words.brand.name}</h1>
      <Notice kind="stop" alert>
        {words.trouble.broken}
      </Notice>
      <Button kind="main" wide tall onPress={() => location.reload()}>
        {words.trouble.openAgain}
      </Button>
    </main>
  );
};
