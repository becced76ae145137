import { Fragment } from 'react';
import { EntityOrComposeLink } from './EntityOrComposeLink';
import { splitSentence } from './splitSentence';

/** A sentence of the backend, its entity refs as links. */
export function Sentence({ children }: { children: string }) {
  return (
    <>
      {splitSentence(children).map(({ text, isRef }, index) => (
        <Fragment key={index}>
          {isRef ? <EntityOrComposeLink claimant={text} /> : text}
        </Fragment>
      ))}
    </>
  );
}
