import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { errorTexts } from '../../api/error-texts.ts';
import { useFailureText } from '../../api/use-failure-text.ts';
import { useTexts } from '../../i18n/texts.ts';
import { SkeletonLine } from '../../ui/skeleton.tsx';
import { TextButton } from '../../ui/text-button.tsx';

interface Props<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/** The second line of a row, which is loaded separately. Shows its content, or its failure with a way to try again. */
export function Fact<T>({ query, children }: Props<T>) {
  const { tryAgain } = useTexts(errorTexts);
  const say = useFailureText();
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <SkeletonLine width={180} height={19.5} />;
  return (
    <span role="alert">
      {say(query.error)} <TextButton onClick={() => query.refetch()}>{tryAgain}</TextButton>
    </span>
  );
}
