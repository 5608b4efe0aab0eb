import { createContext, useContext } from 'react';

/** Why commands cannot be given now (the link is lost), in the words of the page; null while they can. */
const CommandsContext = createContext<string | null>(null);

/** Given once by the frame. */
export const CommandsProvider = CommandsContext.Provider;

/** Why commands cannot be given now, or null. */
export function useNoCommands(): string | null {
  return useContext(CommandsContext);
}
