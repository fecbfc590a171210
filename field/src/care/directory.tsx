/** Where to send somebody: one tap for "near, open now, no ID", with or without a signal. Nobody signs in for it. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { DirectoryStore, fetchDirectory } from "../store/directory";
import { Button } from "../ui/button";
import { TextField } from "../ui/fields";
import { Notice } from "../ui/notice";
import { Screen } from "../ui/screen";
import { useLanguage, useWords } from "../words";
import { type Asked, type Directory, Finder, type Found, isStale, NOTHING_ASKED, type Place, QUICK } from "./finding";
import "./directory.css";
import { TapMap } from "./tap-map";

const SHOWN = 30;

export const DirectoryScreen = () => {
  const words = useWords();
  const [tries, setTries] = useState(0);
  const finder = useDirectory(tries);
  return (
    <Screen title={words.directory.title}>
      {finder === "loading" && <p>{words.common.working}</p>}
      {finder === null && (
        <>
          <Notice kind="caution">{words.directory.none}</Notice>
          <Button wide onPress={() => setTries(tries + 1)}>
            {words.directory.again}
          </Button>
        </>
      )}
      {finder !== null && finder !== "loading" && <Search finder={finder} />}
    </Screen>
  );
};

const useDirectory = (tries: number): Finder | null | "loading" => {
  const [finder, setFinder] = useState<Finder | null | "loading">("loading");
  useEffect(() => {
    const store = new DirectoryStore();
    let gone = false;
    const load = async () => {
      const text = await fetchDirectory(store, (address, how) => fetch(address, how));
      if (!gone) setFinder(text === null ? null : new Finder(JSON.parse(text) as Directory));
    };
    load().catch(() => setFinder(null));
    return () => {
      gone = true;
      void store.close();
    };
  }, [tries]);
  return finder;
};

const Search = ({ finder }: { finder: Finder }) => {
  const words = useWords();
  const language = useLanguage();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const { directory } = finder;
  const now = new Date();
  const answer = useMemo(() => (asked === null ? null : finder.find(asked, new Date())), [finder, asked]);
  const change = (more: Partial<Asked>) => setAsked({ ...(asked ?? { ...NOTHING_ASKED, near: place }), ...more });
  const quick = (near: Place | null) => {
    setPlace(near);
    setAsked({ ...NOTHING_ASKED, ...QUICK, near });
  };
  const needs = Object.entries(directory.needs);
  return (
    <>
      <section class="stack" aria-labelledby="where">
        <h2 id="where">{words.directory.where}</h2>
        <TapMap directory={directory} place={place} onTap={quick} />
        {directory.areas.length > 0 && (
          <label class="field">
            <span>{words.directory.area}</span>
            <select
              class="input"
              autocomplete="off"
              onChange={(event) => {
                const area = directory.areas[Number(event.currentTarget.value)];
                if (area !== undefined) quick([area[1], area[2]]);
              }}
            >
              <option value="">{words.directory.choose}</option>
              {directory.areas.map(([name], index) => (
                <option key={name} value={index}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <Button kind="care" wide tall icon="place" onPress={() => quick(place)}>
          {words.directory.quick}
        </Button>
      </section>
      <section class="stack" aria-labelledby="what">
        <h2 id="what">{words.directory.what}</h2>
        <TextField
          label={words.directory.words}
          value={asked?.words ?? ""}
          most={60}
          onInput={(typed) => change({ words: typed })}
        />
        <label class="field">
          <span>{words.directory.need}</span>
          <select
            class="input"
            autocomplete="off"
            value={asked?.need ?? ""}
            onChange={(event) => change({ need: event.currentTarget.value })}
          >
            <option value="">{words.directory.any}</option>
            {needs.map(([code, said]) => (
              <option key={code} value={code}>
                {said[language]}
              </option>
            ))}
          </select>
        </label>
        <div class="picks">
          <Button pressed={asked?.openNow ?? false} onPress={() => change({ openNow: !asked?.openNow })}>
            {words.directory.openNow}
          </Button>
          {Object.entries(directory.doors).map(([code, said]) => (
            <Button
              key={code}
              pressed={asked?.doors.includes(code) ?? false}
              onPress={() => change({ doors: toggled(asked?.doors ?? [], code) })}
            >
              {said.easy === "yes" ? said.yes[language] : said.no[language]}
            </Button>
          ))}
          {place !== null && (
            <Button pressed={asked?.near !== null} onPress={() => change({ near: asked?.near ? null : place })}>
              {words.directory.near}
            </Button>
          )}
        </div>
      </section>
      {answer !== null && (
        <section class="stack" aria-live="polite" aria-labelledby="found">
          <h2 id="found">{words.directory.found(answer.found.length)}</h2>
          {answer.untold > 0 && <Notice kind="caution">{words.directory.untold(answer.untold)}</Notice>}
          <ul class="services">
            {answer.found.slice(0, SHOWN).map((one) => (
              <ServiceLine key={one.service.i} found={one} directory={directory} now={now} />
            ))}
          </ul>
          {answer.found.length > SHOWN && <p class="soft">{words.directory.more(SHOWN)}</p>}
        </section>
      )}
      <p class="soft">{words.directory.day(directory.day)}</p>
    </>
  );
};

const toggled = (all: readonly string[], one: string): string[] =>
  all.includes(one) ? all.filter((each) => each !== one) : [...all, one];

type LineProps = { found: Found; directory: Directory; now: Date };

const ServiceLine = ({ found, directory, now }: LineProps) => {
  const words = useWords();
  const language = useLanguage();
  const { service, metres, open } = found;
  const state = open === null ? words.directory.hoursUnknown : open ? words.directory.isOpen : words.directory.closed;
  return (
    <li>
      <h3>{service.n}</h3>
      {service.o && <p class="soft">{service.o}</p>}
      {service["!"] && <Notice kind="caution">{service["!"]}</Notice>}
      <p>
        <strong>{state}</strong>
        {metres !== null && ` · ${words.directory.miles((metres / 1609.344).toFixed(1))}`}
      </p>
      {(service.s ?? []).map((street) => (
        <p key={street}>{street}</p>
      ))}
      {(service.p ?? []).map((number) => (
        <p key={number}>
          <a class="button button-plain" href={`tel:${encodeURIComponent(number)}`}>
            {number}
          </a>
        </p>
      ))}
      {service.t && <p>{service.t}</p>}
      {service.d !== undefined && (
        <ul class="doors-told">
          {Object.entries(service.d).map(([code, [answer, day]]) => {
            const said = directory.doors[code];
            if (said === undefined) return null;
            const told = isStale(day, directory.stale, now) ? words.directory.toldLongAgo : words.directory.told(day);
            return (
              <li key={code}>
                {answer === "yes" ? said.yes[language] : said.no[language]} <span class="soft">({told})</span>
              </li>
            );
          })}
        </ul>
      )}
      {(service.a || service.w || service.f) && (
        <details>
          <summary>{words.directory.details}</summary>
          {[service.a, service.w, service.f].map((text) => text && <p key={text}>{text}</p>)}
        </details>
      )}
    </li>
  );
};
