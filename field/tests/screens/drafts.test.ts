/** What is being put down before it is saved: kits, talks and codes. */
import { describe, expect, it } from "vitest";
import { change, countOf, isEmpty, MOST_THINGS, mayAdd, NO_KITS, toggleBarrier } from "../../src/care/kits-draft";
import { answerUpTo, whereInScript } from "../../src/organizing/talk-draft";
import { codeFrom, codeInAddress, showCode } from "../../src/ui/codes";

describe("kits", () => {
  it("never count below none or above what a slot can hold", () => {
    expect(countOf(change(NO_KITS, 1, -1), 1)).toBe(0);
    const full = { ...NO_KITS, items: [{ number: 1, count: 255 }] };
    expect(countOf(change(full, 1, 1), 1)).toBe(255);
  });

  it("are empty again when the last one is taken off", () => {
    expect(isEmpty(change(change(NO_KITS, 1, 1), 1, -1))).toBe(true);
  });

  it("hold eight different things", () => {
    const kinds = Array.from({ length: MOST_THINGS }, (_, at) => at + 1);
    const full = kinds.reduce((kits, number) => change(kits, number, 1), NO_KITS);
    expect(mayAdd(full, 99)).toBe(false);
    expect(mayAdd(full, 3)).toBe(true);
  });

  it("note each barrier once", () => {
    const twice = toggleBarrier(toggleBarrier(NO_KITS, 4, true), 4, true);
    expect(twice.barriers).toEqual([4]);
    expect(toggleBarrier(twice, 4, false).barriers).toEqual([]);
  });
});

describe("the script", () => {
  const words = { en: "", es: "" };
  const steps = [
    { id: "a", text: words, choices: [{ id: "yes", label: words, next: "b" }] },
    { id: "b", text: words, choices: [{ id: "ok", label: words, next: null }] },
  ];

  it("asks the first step first and ends after a choice that leads nowhere", () => {
    expect(whereInScript(steps, []).now?.id).toBe("a");
    expect(whereInScript(steps, [{ q: "a", a: "yes" }]).now?.id).toBe("b");
    const all = [
      { q: "a", a: "yes" },
      { q: "b", a: "ok" },
    ];
    expect(whereInScript(steps, all).now).toBeNull();
    expect(answerUpTo(all, "b")).toEqual([{ q: "a", a: "yes" }]);
  });

  it("does not follow an answer that the script does not know", () => {
    expect(whereInScript(steps, [{ q: "a", a: "gone" }]).now?.id).toBe("a");
  });
});

describe("codes", () => {
  it("are read from a bare code and from a link, and shown in two groups", () => {
    expect(codeFrom("bcdf 2345")).toBe("BCDF2345");
    expect(codeFrom("https://example.org/field/#take=BCDF2345")).toBe("BCDF2345");
    expect(showCode("bcdf2345")).toBe("BCDF-2345");
  });

  it("in the address count only where they belong", () => {
    expect(codeInAddress("#night=BCDF2345")).toEqual({ kind: "night", code: "BCDF2345" });
    expect(codeInAddress("#other=BCDF2345")).toBeNull();
    expect(codeInAddress("")).toBeNull();
  });
});
