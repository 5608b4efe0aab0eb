import { useEffect, useState } from 'react';

/** True once a condition has held for some milliseconds, false as soon as it no longer does. */
export function useLasting(condition: boolean, milliseconds: number): boolean {
  const [hasLasted, setHasLasted] = useState(false);
  useEffect(() => {
    if (!condition) return;
    const timer = setTimeout(() => setHasLasted(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setHasLasted(false);
    };
  }, [condition, milliseconds]);
  return condition && hasLasted;
}
