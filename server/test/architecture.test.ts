import { describe, expect, test } from 'vitest';
import { outsideCalls } from './architecture/calls.ts';
import { importCycles } from './architecture/cycles.ts';
import { direction } from './architecture/direction.ts';
import { usedExports } from './architecture/exports.ts';
import { featureImports } from './architecture/feature-imports.ts';
import { forms } from './architecture/forms.ts';
import { boundedPieces, wordsComeAlong } from './architecture/pieces.ts';
import { references } from './architecture/references.ts';
import { fileLength, machineTraces, touches } from './architecture/repository.ts';
import type { Rule } from './architecture/source-file.ts';
import { tables } from './architecture/tables.ts';
import { readTree } from './architecture/tree.ts';
import { featureFiles, featureNames, kebabCase } from './architecture/vocabulary.ts';
import { boundedWaits } from './architecture/waits.ts';
import {
  anyCasts,
  clock,
  confirmDialogs,
  consoleUse,
  databaseNames,
  environment,
  lightRouter,
  oneWayOut,
  pageAddresses,
  silencedChecks,
  sleeps,
  timers,
} from './architecture/words.ts';

const rules: readonly Rule[] = [
  direction,
  featureImports,
  importCycles,
  usedExports,
  kebabCase,
  featureFiles,
  featureNames,
  tables,
  forms,
  environment,
  databaseNames,
  consoleUse,
  clock,
  timers,
  sleeps,
  anyCasts,
  silencedChecks,
  lightRouter,
  pageAddresses,
  confirmDialogs,
  oneWayOut,
  boundedPieces,
  wordsComeAlong,
  fileLength,
  touches,
  boundedWaits,
  outsideCalls,
  machineTraces,
  references,
];
const tree = readTree();

describe.each(rules)('$name', ({ name, check, bad, good }) => {
  test('holds', () => {
    const found = check(tree).map(({ path, line, message }) => `${path}:${line} ${message} [${name}]`);
    expect(found, found.join('\n')).toHaveLength(0);
  });

  test('can fail', () => {
    for (const example of bad) expect(check(example), JSON.stringify(example)).toHaveLength(1);
    expect(check(good)).toEqual([]);
  });
});
