import { useNavigation } from '@remix-run/react';
import './navigation-progress.css';

/** A thin line on top while a page is on its way; it stays away for the first 200 ms (in CSS). */
export function NavigationProgress() {
  const { state } = useNavigation();
  return state === 'idle' ? null : <div className="t-progress" aria-hidden="true" />;
}
