import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  ImportAsked,
  ImportFileView,
  ImportPreviewView,
} from '../../../core/contracts/console-imports.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';

/** Up to here all rows are counted at once; larger files wait until somebody asks for it. */
const countedBytes = 100 * 1_048_576;

/** How a file would be read in the way that is asked for: its first rows at once, then all of it. */
export function usePreview(file: ImportFileView, asked: ImportAsked) {
  const { id: shopId } = useShop();
  const [countAnyway, setCountAnyway] = useState(false);
  const path = `/api/console/shops/${shopId}/imports/files/${file.id}/preview`;
  const first = useQuery({
    queryKey: [path, asked],
    queryFn: ({ signal }) => ask<ImportPreviewView>('POST', path, asked, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const shown = first.data;
  const settled = shown !== undefined && !first.isPlaceholderData && !first.error;
  const countable = settled && !shown.whole && shown.missing.length === 0;
  const whole = useQuery({
    queryKey: [path, asked, 'whole'],
    queryFn: ({ signal }) => ask<ImportPreviewView>('POST', `${path}?whole=1`, asked, signal),
    enabled: countable && (countAnyway || file.bytes <= countedBytes),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    preview: shown,
    /** Of all rows, when they were counted. */
    whole: shown?.whole ? shown : countable ? whole.data : undefined,
    error: first.error ?? (countable ? whole.error : null),
    loading: first.isFetching,
    counting: countable && whole.isFetching,
    retry: () => void (first.error ? first.refetch() : whole.refetch()),
    count: () => setCountAnyway(true),
    ready: settled && shown.missing.length === 0,
  };
}
