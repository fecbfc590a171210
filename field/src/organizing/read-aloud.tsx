/** Reads a sentence aloud, only with a voice that lives on the phone: nothing is sent to a speech service. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/button";
import { useWords } from "../words";

const localVoice = (language: string): SpeechSynthesisVoice | undefined =>
  window.speechSynthesis
    ?.getVoices()
    .find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));

export const ReadAloud = ({ text, language }: { text: string; language: string }) => {
  const words = useWords();
  const [voice, setVoice] = useState(() => localVoice(language));
  const [reading, setReading] = useState(false);
  useEffect(() => {
    const look = () => setVoice(localVoice(language));
    look();
    window.speechSynthesis?.addEventListener("voiceschanged", look);
    return () => {
      window.speechSynthesis?.removeEventListener("voiceschanged", look);
      window.speechSynthesis?.cancel();
    };
  }, [language]);
  if (voice === undefined) return null;
  const read = () => {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voice;
    spoken.lang = voice.lang;
    spoken.onend = () => setReading(false);
    speechSynthesis.cancel();
    speechSynthesis.speak(spoken);
    setReading(true);
  };
  const stop = () => {
    speechSynthesis.cancel();
    setReading(false);
  };
  return (
    <Button icon="speak" onPress={reading ? stop : read}>
      {reading ? words.introduce.stopReading : words.introduce.read}
    </Button>
  );
};
