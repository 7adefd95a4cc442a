import { useSignedIn } from '../api/self.ts';
import { SkeletonLine } from '../ui/skeleton.tsx';
import styles from './contracts-banner.module.css';
import { lazyPart } from './lazy-part.tsx';
import { waitingTexts } from './waiting-contracts/texts.ts';

/** Few members have something to accept: the others load none of it. */
const Waiting = lazyPart(
  async () => (await import('./waiting-contracts/waiting-contracts.tsx')).WaitingContracts,
  {
    words: [waitingTexts],
    fallback: (
      <div className={styles.place}>
        <SkeletonLine width={220} height={72} />
      </div>
    ),
  },
);

/** On every page, while something waits for the member to be accepted. */
export function ContractsBanner() {
  const user = useSignedIn();
  if (!user) return null;
  const { platform = false, hds = false } = user.new_contracts;
  return platform || hds ? <Waiting sure={platform} /> : null;
}
