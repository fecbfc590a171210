/** Lo que el teléfono dice en español de personas que se encuentran sin una puerta. */
import type { streetEn } from "./street-en";

const one = (count: number, single: string, many: string): string => `${count} ${count === 1 ? single : many}`;

export const streetEs: typeof streetEn = {
  street: {
    title: "Alguien",
    begin: "Tengo un código de kits: sin entrar",
    beginHelp: "Para una noche afuera con kits. Nadie tiene que entrar y a nadie se le pide su nombre.",
    promise: "Sin nombre. Se cuenta para el área y la semana.",
    takeBackPromise: "Para cuando contaste de más. El número se resta del total del área.",
    where: "Dónde",
    nowhere: "Sin decir",
    change: "Cambiar",
    people: "Personas",
    morePeople: "Una persona más",
    fewerPeople: "Una persona menos",
    peopleHelp: "¿Varias personas a la vez? Cuéntalas aquí y pon el total de cada cosa.",
    more: "Más (si quieren)",
    less: "Menos",
    reason: "¿Por qué toman un kit?",
    secondary: "Lo reparten a otras personas",
    reached: "¿A cuántas personas, más o menos?",
    reachedFault: "Escribe un número hasta 65,535 o déjalo vacío.",
    code: "El código de su tarjeta",
    codeHelp: "Solo si lo muestran. Encuentra, y no abre nada.",
    codeFault: "Este no es el código de una tarjeta. Tiene 7 letras y números. Revísalo o déjalo vacío.",
    save: "Guardar",
    saveTalk: "Solo hablamos: guardar",
    saved: (count) => `Guardado: ${one(count, "persona", "personas")}.`,
    tookBack: "Guardado: se restó.",
    tooLate: "Ya no se puede deshacer. Usa “¿Contaste de más? Restar”.",
    handIn: "Entregar",
    endNight: "Cerrar esta noche",
    endNightHelp: "Lo que guardaste se queda, sellado, hasta que se entregue.",
    signIn: "Entrar",
  },
};
