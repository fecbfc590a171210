/** Every word the phone says in Spanish (Latin America, plain, "tú"). A key missing here does not compile. */

import { directoryEs } from "./directory-es";
import type { Words } from "./en";
import { streetEs } from "./street-es";
import { weekEs } from "./week-es";

const one = (count: number, single: string, many: string): string => `${count} ${count === 1 ? single : many}`;
const doors = (count: number): string => one(count, "puerta", "puertas");
const room = (megabytes: number): string =>
  megabytes < 1000 ? `${megabytes} MB` : `${Math.floor(megabytes / 1000)} GB`;
const records = (count: number): string => one(count, "registro", "registros");

export const es: Words = {
  ...weekEs,
  ...streetEs,
  ...directoryEs,
  language: { own: "Español", choose: "Idioma", en: "English", es: "Español" },
  brand: { name: "Waymeet", line: "Puertas, kits y personas: por separado y a salvo." },

  common: {
    back: "Atrás",
    close: "Cerrar",
    cancel: "Cancelar",
    save: "Guardar",
    done: "Listo",
    menu: "Menú",
    undo: "Deshacer",
    yes: "Sí",
    notSaid: "No lo dijo",
    optional: "(si la persona quiere)",
    working: "Un momento…",
    opening: "Abriendo Waymeet…",
  },

  signIn: {
    title: "Entrar",
    name: "Tu nombre para entrar",
    passphrase: "Frase secreta",
    show: "Mostrar la frase secreta",
    hide: "Ocultar la frase secreta",
    button: "Entrar",
    newPhone: "Este teléfono es nuevo",
    newPhoneHelp:
      "Escanea el código para un teléfono nuevo. La oficina lo muestra en Tu cuenta. Tu líder de campo también puede crear uno.",
    newPhoneCode: "Código para un teléfono nuevo",
    dayOver: "El día terminó. Entra otra vez. Lo que está guardado en este teléfono se queda.",
    ended:
      "La oficina cerró la sesión de este teléfono. Tus puertas ya no están aquí. Lo que guardaste sigue aquí, sellado, y se puede entregar.",
    help: "Solo ahora necesitas señal. Después, Waymeet funciona sin ella.",
    unlockTitle: (who) => `Hola, ${who}`,
    unlockHelp: "Escribe tu frase secreta para abrir otra vez tus puertas. No hace falta señal.",
    unlock: "Abrir",
    leftHere: (count) =>
      count === 1
        ? "1 registro guardado en este teléfono, sellado. Todavía se puede entregar."
        : `${count} registros guardados en este teléfono, sellados. Todavía se pueden entregar.`,
    handInFirst: "Entregar lo que hay aquí",
  },

  signOut: {
    title: "Salir",
    ask: "¿Salir de Waymeet en este teléfono?",
    stays: (count) =>
      count === 0
        ? "No queda nada pendiente. Todo lo que guardaste ya se entregó."
        : `Lo que se queda: ${records(count)} en este teléfono, con sello. Todavía se ${count === 1 ? "puede" : "pueden"} entregar.`,
    goes: "Lo que se va: tu lista de puertas, el mapa, el guion y tu semana. Waymeet los olvida al instante.",
    button: "Salir",
    stay: "Seguir aquí",
  },

  take: {
    title: "Tomar un recorrido",
    intro: "Escanea el código cuadrado que te muestra tu líder de campo, o escribe sus 8 letras y números.",
    label: "Código del recorrido",
    button: "Tomar este recorrido",
    scan: "Escanear el código",
    stopScan: "Apagar la cámara",
    looking: "Pon el código cuadrado frente a la cámara.",
    noCamera: "No se puede usar la cámara. Por favor escribe el código.",
    short: "El código tiene 8 letras y números. Revísalo, por favor.",
    taken: (name, count) => `Tienes ${name}: ${doors(count)}. Ya puedes quedarte sin señal.`,
    replace: "Ya tienes un recorrido aquí. Entrégalo o devuélvelo antes de tomar otro.",
    none: "Todavía no tienes un recorrido en este teléfono.",
  },

  night: {
    title: "Kits de esta noche",
    intro: "Escanea o escribe el código de kits de esta noche. Es el mismo en todos los teléfonos que salen.",
    label: "Código de kits",
    button: "Empezar con kits",
    other: "Usar otro código de kits",
    open: (program) => `Esta noche hay kits: ${program}.`,
    openHelp: "Verás Kits en cada puerta. Los kits se cuentan por área y semana, nunca por puerta ni por persona.",
  },

  status: {
    label: "Lo guardado",
    savedHere: (count) => `${count} en este teléfono`,
    handedIn: (count) => one(count, "entregado", "entregados"),
    offline: "Sin señal. Todo se guarda aquí.",
    saved: (what, outcome) => `Guardado: ${outcome}. ${what}.`,
    savedMany: (count, outcome) => `Guardado: ${outcome}. ${doors(count)}.`,
    undone: "Deshecho. No se guardó nada.",
    tooLate: "Ya no se puede deshacer. Abre la puerta para corregir.",
  },

  walk: {
    title: "Tus puertas",
    progress: (done, all) => `${done} de ${doors(all)}`,
    list: "Lista",
    map: "Mapa",
    view: "Cómo ver tus puertas",
    next: "Siguiente puerta",
    chosen: "Puerta elegida",
    allDone: "Ya fuiste a todas las puertas.",
    allDoneHelp: "Gracias. Ahora entrega lo que guardaste.",
    lastTime: (outcome) => `La vez pasada: ${outcome}`,
    open: (label) => `Abrir ${label}`,
    quick: (label) => `Nadie abrió en ${label}`,
    previous: "Puerta anterior",
    following: "Puerta que sigue",
    building: (count, done) => `${doors(count)}, ${one(done, "lista", "listas")}`,
    openBuilding: "Abrir edificio",
    place: (number) => `Parada ${number} del recorrido`,
    distance: (metres, minutes) => `${(metres / 1000).toFixed(1)} km a pie, unos ${minutes} minutos`,
    meet: "Agregar a alguien que conociste",
  },

  map: {
    label: "Mapa de tus puertas. La lista tiene las mismas puertas en el mismo orden.",
    where: "Mostrar dónde estoy",
    hide: "Dejar de mostrar dónde estoy",
    whereHelp: "Solo se ve en esta pantalla. Nunca se guarda ni se envía.",
    noPlace: "El teléfono no pudo encontrar dónde estás.",
    me: "Estás más o menos aquí",
    zoomIn: "Acercar",
    zoomOut: "Alejar",
    whole: "Todo el recorrido",
    missing: "No se pudo abrir el mapa. La lista tiene todas tus puertas.",
    made: "Datos del mapa © colaboradores de OpenStreetMap",
  },

  outcome: {
    answered: "Alguien abrió",
    no_answer: "Nadie abrió",
    refused: "Dijo que no",
    come_back: "Volver más tarde",
    inaccessible: "No se pudo llegar",
    vacant: "Aquí no vive nadie",
    address_not_found: "No existe la dirección",
    language_barrier: "Otro idioma",
    do_not_knock: "Pidió que no toquemos",
    unsafe: "No parecía seguro",
  },

  person: {
    title: "Sobre la persona",
    contacted: "Hablamos",
    not_home: "No estaba en casa",
    moved: "Se mudó",
    deceased: "Falleció",
    refused: "No quiso hablar",
    do_not_contact: "No contactar más",
    met_not_on_list: "Alguien nuevo para el grupo",
  },

  flag: {
    title: "Avisa a quien venga después",
    dog: "Perro",
    unsafe: "No es seguro",
    do_not_knock: "No tocar",
    no_entry: "Sin entrada",
    on: (flag) => `Marcado: ${flag}.`,
    off: (flag) => `Marca quitada: ${flag}.`,
  },

  door: {
    question: "¿Qué pasó?",
    otherOutcomes: "Otra cosa",
    nowSaved: (outcome) => `Guardado aquí: ${outcome}`,
    correct: "Corregir",
    correctHelp: "Elige lo correcto. Lo anterior se retira.",
    corrected: (what) => `Corregido: ${what}.`,
    whichLanguage: "¿Qué idioma habla?",
    otherLanguage: "No sé",
    addUnit: "Agregar un apartamento aquí",
    details: "Algo más",
    followUp: "Alguien debería volver",
    note: "Nota para el equipo organizador",
    noteHelp: "Con sello. Escribe solo lo que a la persona le gustaría leer. Nada de salud ni de drogas.",
    tooLong: (over) => (over === 1 ? "Sobra 1 letra." : `Sobran ${over} letras.`),
    saveDoor: "Guardar",
    leaveTitle: "¿Dejar esta puerta?",
    leaveHelp: "Todavía no la guardaste.",
    leave: "Descartar",
    stay: "Volver a ella",
    unnumbered: (place, street) => `Parada ${place}, ${street}`,
  },

  script: {
    title: "Qué decir",
    language: "Idioma del guion",
    both: "Los dos",
    change: "Cambiar",
    end: "Era la última pregunta. Agradécele su tiempo.",
    none: "Esta noche no hay guion. Solo conversa.",
  },

  building: {
    matrix: "Puertas por piso",
    floor: (floor) => `Piso ${floor}`,
    noFloor: "Piso sin anotar",
    unit: (unit) => `Apartamento ${unit}`,
    noUnit: "Sin número",
    brush: "Al tocar una puerta",
    brushOpen: "Abrirla",
    todo: "falta",
    rest: (count) => (count === 1 ? "Nadie abrió en la otra puerta" : `Nadie abrió en las otras ${count} puertas`),
    locked: "No se pudo entrar",
    lockedHelp: (count) => `No se pudo entrar: ${doors(count)}`,
    addTitle: "Agregar un apartamento",
    unitLabel: "Número o nombre del apartamento",
    floorLabel: "Piso",
    unitMissing: "Primero escribe un número o un nombre.",
    added: (unit) => `Agregado: ${unit}.`,
    about: "Sobre el edificio",
    progress: (done, all) => `${done} de ${all} listas`,
  },

  introduce: {
    open: "Quiere ayudar o que le llamen",
    title: "Quiero ayudar",
    intro: "Para quien pidió seguir en contacto. La persona elige qué dar. No hace falta llenar nada.",
    wants: "¿Qué quiere?",
    help: "Quiero ayudar",
    call: "Llámenme",
    name: "Nombre",
    contactPoint: "Teléfono o correo",
    nobodyCanCall: "Sin número ni correo nadie podrá llamar. Está bien así.",
    how: "¿Cómo le contactamos?",
    hows: { call: "Llamada", text: "Mensaje", email: "Correo", visit: "Visita" },
    when: "¿Cuándo es buen momento?",
    whens: { morning: "Por la mañana", day: "De día", evening: "Tarde o noche", weekend: "Fin de semana" },
    language: "Su idioma",
    consent: "Léeselo, o deja que lo lea",
    read: "Leer en voz alta",
    stopReading: "Dejar de leer",
    agree: "Dijo que sí: guardar",
    saved: "Guardado. El equipo lo verá cuando entregues.",
  },

  kits: {
    open: "Kits",
    ready: "Kits: se guardan con esta puerta",
    title: "Kits y tiras",
    promise: "Se cuentan para el área y la semana. Nunca quedan unidos a esta puerta.",
    takeBackPromise: "Úsalo si contaste de más. El número se resta del total del área.",
    given: "Entregados",
    takenBack: "¿Contaste de más? Restar",
    giveAgain: "Mejor entregar",
    more: (item) => `Uno más: ${item}`,
    less: (item) => `Uno menos: ${item}`,
    barriers: "¿Qué hace difícil conseguir kits?",
    barriersHelp: "Solo si la persona lo mencionó.",
    note: "Nota para el equipo de calle",
    noteHelp: "Sin nombres ni direcciones. Con sello: solo la lee el equipo de calle, y tú no puedes abrirla otra vez.",
    recalled: (lots) => `Retirado. No lo entregues: lote ${lots}.`,
    save: "Guardar",
    back: "Volver",
    clear: "Al final, sin kits",
    tooMany: "Una puerta admite 8 cosas distintas. Guarda esta puerta y ábrela otra vez para agregar más.",
  },

  handIn: {
    title: "Entregar",
    intro: "Envía lo que guardaste. Se queda en este teléfono, con sello, hasta que la oficina lo tenga seguro.",
    button: "Entregar ahora",
    again: "Entregar otra vez",
    progress: (done, of) => `${done} de ${of}`,
    handedIn: (count) => (count === 1 ? "1 registro entregado" : `${count} registros entregados`),
    waiting: (count) => `${records(count)} en espera en este teléfono`,
    sealedThere: (count) =>
      count === 1
        ? "1 registro sellado llegó a la oficina. Una copia se queda aquí hasta que el equipo lo abra."
        : `${count} registros sellados llegaron a la oficina. Una copia se queda aquí hasta que el equipo los abra.`,
    aside: (count) => `${count} aparte, para que alguien del equipo lo revise. No se pierde nada.`,
    gone: (count) => `${count} sin guardar: ${count === 1 ? "era" : "eran"} de alguien que pidió irse.`,
    slots: (waiting) =>
      waiting === 0 ? "Conteo de kits: todo entregado" : `Conteo de kits: ${waiting} en espera en este teléfono`,
    allDone: "Todo entregado. Gracias.",
    nothing: "Todavía no hay nada que entregar.",
    noSignal: "Ahora no hay señal. Tu trabajo está a salvo aquí. Intenta otra vez cuando la tengas.",
    bundle: "Guardar un archivo sellado",
    bundleHelp:
      "¿Mucho tiempo sin señal? Guarda un archivo sellado y dáselo al equipo organizador. Nadie más puede abrirlo.",
    bundleSaved: "El archivo sellado quedó guardado.",
    turf: "Tu recorrido",
    giveBack: "Devolver el recorrido",
    giveBackHelp: "Para las puertas que no alcanzaste. Otra persona podrá tomarlas.",
    finish: "Terminar el recorrido",
    finishHelp: "Ya fuiste a todas las puertas. Tu lista de puertas se borra de este teléfono.",
    finishAsk: "¿Terminar este recorrido?",
    giveBackAsk: "¿Devolver este recorrido?",
    gaveBack: "El recorrido quedó devuelto. Lo que guardaste sigue aquí hasta que se entregue.",
    handOn: "Pasar el recorrido",
    handOnHelp: "Da un código nuevo para que otra persona siga.",
    handOnCode: "Muéstraselo a quien va a seguir. Sirve una sola vez.",
    qr: "Código cuadrado con el código del recorrido",
  },

  menu: {
    title: "Menú",
    doors: "Tus puertas",
    phone: "Qué hay en este teléfono",
    who: (name) => `Entraste como ${name}`,
  },

  phone: {
    title: "Qué hay en este teléfono",
    intro: "En palabras claras, para que sepas qué llevas.",
    doors: (count) =>
      `Tu recorrido: ${doors(count)}, las calles y el guion. Solo se abre con tu frase secreta. Se cierra solo después de 24 horas.`,
    noTurf: "Ahora no hay ningún recorrido.",
    week: "Tu semana: nombres, números y planes de las personas que ves, llamas o recibes. Solo tu frase la abre. Se cierra sola con tu día, y las personas salen de ella cuando entregas.",
    work: (count) =>
      count === 1
        ? "1 registro que guardaste y aún no se entrega. Con sello."
        : `${count} registros que guardaste y aún no se entregan. Con sello.`,
    sent: (count) =>
      `${count === 1 ? "1 registro entregado" : `${count} registros entregados`}. Queda una copia sellada por 30 días, por si la oficina pierde la suya.`,
    kits: "Conteo de kits. Se sella al guardar: nadie puede abrirlo en este teléfono, ni tú. Nada aquí dice qué puerta recibió kits.",
    never: "Nunca aquí: por dónde caminas, nombres de quienes recibieron kits ni nada de otras personas del equipo.",
    storage: "Espacio",
    persisted: "El teléfono lo mantiene a salvo y no lo borra por su cuenta.",
    notPersisted:
      "El teléfono podría borrarlo si le falta espacio. Pon Waymeet en tu pantalla de inicio y entrega seguido.",
    free: (megabytes) =>
      megabytes < 50
        ? `Solo quedan ${megabytes} MB libres. Haz espacio pronto, por favor.`
        : `${room(megabytes)} libres. Alcanza bien.`,
    install: "Pon Waymeet en tu pantalla de inicio",
    installButton: "Agregar",
    installByHand:
      "En un iPhone, toca el signo de compartir y luego Agregar a inicio. En otros teléfonos, abre el menú del navegador y elige Agregar a la pantalla principal.",
    update: "Hay un Waymeet más nuevo.",
    updateHelp: "Tu trabajo guardado se queda en este teléfono.",
    updateButton: "Usar el nuevo",
  },

  trouble: {
    unknown: "Algo salió mal. Lo que guardaste antes está a salvo. Intenta otra vez.",
    broken: "No se pudo mostrar esta pantalla. Lo que guardaste está a salvo. Abre Waymeet otra vez, por favor.",
    openAgain: "Abrir otra vez",
    cannotStart:
      "Waymeet no se puede abrir en este teléfono. Necesita un navegador reciente que pueda guardar datos. Las ventanas privadas muchas veces no lo permiten.",
  },
};
