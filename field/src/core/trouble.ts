/** The sentences for what can go wrong on the phone itself, in both languages. */
import { FieldTrouble, type TroubleCode, type TwoLanguages } from "./types.ts";

export const TROUBLE_SENTENCES: Record<string, TwoLanguages> = {
  "trouble.disk_full": {
    en: "This phone is full, so this could not be saved. What you saved before is safe. Make some room, then try again.",
    es: "Este teléfono está lleno y esto no se pudo guardar. Lo guardado antes está a salvo. Libera espacio e intenta otra vez.",
  },
  "trouble.storage": {
    en: "This phone could not save this. What you saved before is safe. Close Waymeet, open it again and try once more.",
    es: "Este teléfono no pudo guardar esto. Lo guardado antes está a salvo. Cierra Waymeet, ábrelo de nuevo e intenta otra vez.",
  },
  "trouble.no_network": {
    en: "No answer from the office. What you saved is safe on this phone. Try again when you have a signal.",
    es: "La oficina no responde. Lo que guardaste está a salvo en este teléfono. Intenta de nuevo cuando tengas señal.",
  },
  "trouble.bad_receipt": {
    en: "The office answered without a receipt this phone can trust. Nothing is lost. Tell your field lead.",
    es: "La oficina respondió sin un recibo confiable. No se perdió nada. Avisa a tu líder de campo.",
  },
  "trouble.refused": {
    en: "The office did not accept this. Nothing is lost. Tell your field lead.",
    es: "La oficina no aceptó esto. No se perdió nada. Avisa a tu líder de campo.",
  },
  "trouble.wrong_passphrase": {
    en: "That passphrase does not fit. Check it and try again.",
    es: "Esa frase no coincide. Revísala e intenta otra vez.",
  },
  "trouble.not_enrolled": {
    en: "This phone is new here. Scan the code for a new phone from the desk, or ask your field lead for one.",
    es: "Este teléfono es nuevo aquí. Escanea en la oficina el código para un teléfono nuevo o pídelo a tu líder de campo.",
  },
  "trouble.later": {
    en: "The office is busy. What you saved is safe on this phone. Try again in a little while.",
    es: "La oficina está ocupada. Lo que guardaste está a salvo en este teléfono. Intenta de nuevo en un rato.",
  },
  "trouble.locked": {
    en: "Waymeet is locked on this phone. Enter your passphrase first.",
    es: "Waymeet está bloqueado en este teléfono. Primero escribe tu frase.",
  },
  "trouble.no_turf": {
    en: "There is no turf on this phone. Scan the code of a turf first.",
    es: "No hay un recorrido en este teléfono. Primero escanea el código de un recorrido.",
  },
  "trouble.no_week": {
    en: "This is not on this phone any more. Get your week again when you have a signal.",
    es: "Esto ya no está en este teléfono. Trae tu semana de nuevo cuando tengas señal.",
  },
  "trouble.no_night": {
    en: "To count kits, scan tonight's code first.",
    es: "Para contar los kits, primero escanea el código de esta noche.",
  },
  "trouble.no_code": {
    en: "This is not a code. Scan it again, or type its letters and numbers.",
    es: "Esto no es un código. Escanéalo otra vez o escribe sus letras y números.",
  },
  "trouble.unknown_door": {
    en: "This door is not in the turf on this phone.",
    es: "Esta puerta no está en el recorrido de este teléfono.",
  },
  "trouble.notes_off": {
    en: "Notes are switched off for this round. Save the door without a note.",
    es: "Las notas están desactivadas en esta ronda. Guarda la puerta sin nota.",
  },
  "trouble.too_long": {
    en: "This text is too long to be sealed. Shorten it.",
    es: "Este texto es demasiado largo para sellarlo. Acórtalo.",
  },
  "trouble.too_many_items": {
    en: "At most eight kinds of things fit in one hand-out. Save the rest as a second one.",
    es: "En una entrega caben como máximo ocho tipos de cosas. Guarda el resto en otra entrega.",
  },
  "trouble.bad_code": {
    en: "This is not a code from a card. Check its 7 letters and numbers, or leave it out.",
    es: "Este no es el código de una tarjeta. Revisa sus 7 letras y números o déjalo vacío.",
  },
  "trouble.bad_count": {
    en: "A count must be a whole number from 1 to 255.",
    es: "La cantidad debe ser un número entero de 1 a 255.",
  },
  "trouble.old_browser": {
    en: "This browser is too old for Waymeet. Update it, or use another phone.",
    es: "Este navegador es muy antiguo para Waymeet. Actualízalo o usa otro teléfono.",
  },
};

/** A trouble this phone found itself; `key` names its sentence above. */
export function trouble(code: TroubleCode, key: string = code): FieldTrouble {
  return new FieldTrouble(code, `trouble.${key}`);
}
