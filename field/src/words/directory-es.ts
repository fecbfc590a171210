/** What the phone says in Spanish about the directory of services. */
import type { directoryEn } from "./directory-en";

const one = (count: number, single: string, many: string): string => `${count} ${count === 1 ? single : many}`;

export const directoryEs: typeof directoryEn = {
  directory: {
    title: "Buscar un servicio",
    none: "El directorio aún no está en este teléfono. Ábrelo una vez con señal; después funciona sin ella.",
    again: "Intentar de nuevo",
    where: "¿Dónde estás?",
    tap: "Toca donde estás",
    area: "O elige una zona",
    choose: "Elige…",
    quick: "Cerca, abierto ahora, sin identificación",
    what: "¿Qué hace falta?",
    words: "Palabras",
    need: "Tipo de ayuda",
    any: "Cualquiera",
    openNow: "abierto ahora",
    near: "cerca",
    isOpen: "Abierto ahora",
    closed: "Cerrado ahora",
    hoursUnknown: "Horario desconocido",
    found: (count: number) => one(count, "servicio", "servicios"),
    untold: (count: number) => `${count} más servirían si supiéramos cómo es la entrada. Pregunta a quien haya estado.`,
    more: (count: number) => `Se muestran los primeros ${count}. Di más para encontrar menos.`,
    miles: (miles: string) => `${miles} millas`,
    told: (day: string) => `dicho el ${day}`,
    toldLongAgo: "dicho hace mucho: vuelve a preguntar",
    details: "Más",
    day: (day: string) => `Como estaba el ${day}. Donde tocas se usa una vez y no se guarda.`,
  },
};
