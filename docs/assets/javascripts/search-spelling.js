/* Other ways to write a query: numerals and figures, days, document numbers. */

const FIGURES = "零一二三四五六七八九";
const UNITS = { 十: 10, 百: 100, 千: 1000 };
/** What is counted: a numeral before one of these may be written in figures (四十学时). */
const COUNTED = "个|项|件|条|款|次|期|批|人|名|位|天|日|年|月|周|小时|学时|课时|分钟|家|户|份|门|类|种|倍|元|万|亿|公里|平方|工作日";
/** Signs around a query that are no part of it. */
const AROUND = "，。、；：？！?!,;:…·'‘’.";

/** A query without quotes, each word without signs of punctuation around it; as typed where nothing else is in it. */
export function cleaned(typed) {
  const edges = new RegExp(`^[${AROUND}]+|[${AROUND}]+$`, "g");
  const words = typed.replaceAll(/["“”「」『』]/g, " ").split(/\s+/).map((word) => word.replace(edges, "")).filter(Boolean);
  return words.join(" ") || typed.trim();
}

/** 八十 → 80, 一百零五 → 105; null where the signs are no number (二三). */
function figure(written) {
  let sum = 0, digit = null;
  for (const sign of written) {
    if (UNITS[sign]) {
      sum += (digit ?? 1) * UNITS[sign];
      digit = null;
    } else if (sign !== "零") {
      if (digit !== null) return null;
      digit = sign === "两" ? 2 : FIGURES.indexOf(sign);
    }
  }
  return sum + (digit ?? 0);
}
function spelled(number) {
  if (number === 100) return "百";
  const ten = Math.floor(number / 10), one = number % 10;
  return (ten > 1 ? FIGURES[ten] : "") + (ten ? "十" : "") + (one || !ten ? FIGURES[one] : "");
}
/** 二〇一六 → 2016. */
function places(written) {
  return [...written].map((sign) => Math.max(0, FIGURES.indexOf(sign))).join("");
}

/** The figures of days in a query: 二〇一七年十月 → 2017年10月. */
function dayFigures(query) {
  return query
    .replace(/[〇○零一二三四五六七八九]{4}(?=年)/g, places)
    .replace(/(?<=\d年)[一二三四五六七八九十]{1,3}(?=月)/g, (month) => figure(month) ?? month)
    .replace(/(?<=\d月)[一二三四五六七八九十]{1,3}(?=[日号])/g, (day) => figure(day) ?? day);
}

/** A day or month as the index names it, however it is typed: 2017.7.7, 2017-07-07, 20170707 and 二〇一七年七月七日 are
    2017年7月7日; empty for anything else. */
export function dayNamed(query) {
  const plain = dayFigures(query);
  const [, year, month, day] = plain.match(/^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})[日号]?|月?)$/)
    ?? plain.match(/^((?:19|20)\d\d)([01]\d)([0-3]\d)$/) ?? [];
  return year ? `${year}年${Number(month)}月${day ? `${Number(day)}日` : ""}` : "";
}

/** Other ways to write the figures of a query: 百分之八十 and 80%, 四十学时 and 40学时, 二〇一六年 and 2016年, (2015)20号 and
    〔2015〕20号, a day apart from what stands before it. */
export function respelled(query) {
  const plain = dayFigures(query)
    .replace(/[(（](\d{4})[)）](?=\d+号)/g, "〔$1〕")
    .replace(/百分之百/g, "100%")
    .replace(/百分之([一二三四五六七八九十百]{1,5})(?:点([〇○零一二三四五六七八九]+))?/g,
      (words, whole, part) => (figure(whole) === null ? words : `${figure(whole)}${part ? `.${places(part)}` : ""}%`))
    .replace(/百分之(\d+(?:\.\d+)?)/g, "$1%")
    .replace(new RegExp(`[一二两三四五六七八九十百千零]+(?=${COUNTED})`, "g"), (number) => figure(number) ?? number);
  const worded = query
    .replace(/(?<![\d.])(100|[1-9]?\d)[%％]/g, (_, number) => `百分之${spelled(Number(number))}`)
    .replace(new RegExp(`(?<![\\d.])[1-9]?\\d(?=${COUNTED})`, "g"), (number) => spelled(Number(number)));
  const apart = plain.replace(/(?<=[\u3400-\u9fff])(?=(?:19|20)\d\d(?:年|[-./]\d))/g, " ");
  return [...new Set([plain, worded, apart])].filter((other) => other !== query);
}
