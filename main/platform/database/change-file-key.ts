/**
 * Re-encrypts an SQLite file that nothing has open, in place: for a copy, never for the only file there is.
 *
 * @param oldKey 32 bytes; @param newKey 32 bytes
 */
export async function changeFileKey(path: string, oldKey: Uint8Array, newKey: Uint8Array): Promise<void> {
  if (oldKey.length !== 32 || newKey.length !== 32) throw new RangeError('a data key has 32 bytes');
  const { default: SqliteDatabase } = await import('better-sqlite3');
  const database = new SqliteDatabase(path, { fileMustExist: true });
  try {
    database.pragma(`cipher = 'sqlcipher'`);
    // Hexadecimal by construction: nothing from outside reaches the statement.
    database.pragma(`key = "x'${Buffer.from(oldKey).toString('hex')}'"`);
    database.pragma('temp_store = MEMORY');
    database.pragma('journal_mode = DELETE');
    database.pragma(`rekey = "x'${Buffer.from(newKey).toString('hex')}'"`);
  } finally {
    database.close();
  }
}
