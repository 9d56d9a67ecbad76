/** The letters of a language beyond a to z, in lower case, those that texts are full of first. */
export interface Alphabet {
  readonly frequent: string
  readonly others: string
  /** Whether a to z are no letters of it. */
  readonly isOwnScript?: boolean
}

const western: readonly Alphabet[] = [
  { frequent: 'äöüß', others: 'é' },
  { frequent: 'éèàêç', others: 'âæëîïôœùûüÿ' },
  { frequent: 'áéíóñ', others: 'úü' },
  { frequent: 'ãçáéí', others: 'âàêóôõúü' },
  { frequent: 'àèéìòù', others: 'îí' },
  { frequent: 'åäö', others: 'éà' },
  { frequent: 'åæø', others: 'éèêóòâôö' },
  { frequent: 'éëïü', others: 'èêöóáä' },
  { frequent: 'áðíþæö', others: 'éóúý' },
  { frequent: 'àèéíóç', others: 'úïü' },
]

const central: readonly Alphabet[] = [
  { frequent: 'ąęłóżś', others: 'ćńź' },
  { frequent: 'áíéěščř', others: 'žýůúťďňó' },
  { frequent: 'áíéčšž', others: 'ýúťľôäďňó' },
  { frequent: 'áéőö', others: 'íóúüű' },
  { frequent: 'ăşţîâ', others: '' },
  { frequent: 'čšž', others: 'ćđ' },
]

const cyrillic: readonly Alphabet[] = [
  { frequent: 'оеаинтсрвлкм', others: 'дпуяыьгзбчйхжшюцщэфъё', isOwnScript: true },
  { frequent: 'оаниевтрслкі', others: 'дпуязьгбчйхжшюцщєїфґ', isOwnScript: true },
  { frequent: 'аеиотнрсвлд', others: 'кпмзяъгбучйхжшюцщьф', isOwnScript: true },
]

const greek: readonly Alphabet[] = [
  { frequent: 'αοιετσνηρςκπ', others: 'μλυδγχθφβξζψωάέήίόύώϊϋΐΰ', isOwnScript: true },
]

const turkish: readonly Alphabet[] = [{ frequent: 'ıüşçöğ', others: 'âîû' }]

const baltic: readonly Alphabet[] = [
  { frequent: 'ąčęėįšųūž', others: '' },
  { frequent: 'āēīšļņž', others: 'čģķūŗ' },
  { frequent: 'äõöü', others: 'šž' },
]

/** Encodings with one byte per character, the most usual first, with the languages written in them. */
export const singleByteEncodings: readonly (readonly [string, readonly Alphabet[]])[] = [
  ['windows-1252', western],
  ['windows-1250', central],
  ['windows-1251', cyrillic],
  ['windows-1253', greek],
  ['windows-1254', turkish],
  ['windows-1257', baltic],
  ['koi8-r', cyrillic],
  ['macintosh', western],
  ['cp850', western],
  ['cp852', central],
  ['cp866', cyrillic],
]
