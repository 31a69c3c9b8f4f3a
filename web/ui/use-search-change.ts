import { useNavigate } from '@tanstack/react-router';

/**
 * Writes a page's filters into its own address, without a step in the history; undefined takes one out. The
 * router quotes a text that looks like a number: give those as numbers. Its types know the storefront's routes alone
 * (they can be told of one router), hence the cast.
 */
export function useSearchChange(): (search: Readonly<Record<string, string | number | undefined>>) => void {
  const navigate = useNavigate();
  return (search) => void navigate({ to: '.', search, replace: true } as never);
}
