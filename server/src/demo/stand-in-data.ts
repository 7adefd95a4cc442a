import type { FakeForgejo } from '../../test/fakes/forgejo.ts';
import type { FakeGitHub } from '../../test/fakes/github.ts';
import type { FakeGitLab } from '../../test/fakes/gitlab.ts';

// What the demo's people have at the stand-ins.

const keys: Readonly<Record<string, readonly { readonly title: string; readonly key: string }[]>> = {
  zoe: [
    {
      title: 'laptop',
      key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII1HVlGrUdQTabO5q3YDMIISYnK8QeekzHPJiomgByKw',
    },
    {
      title: 'tower',
      key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKN+DUUEE0HGdIIu6IQ1RX4eqi7tJc9g7KDELJZ4NIOB',
    },
  ],
  malik: [
    {
      title: 'laptop',
      key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID6enRCzFcdCoCJYaT1QYud2duV176sIyWghERQOkPbr',
    },
    {
      title: 'desk',
      key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILvQ9WMyjzfKtNKNQCe5/DLI8NRXLxx8cD7MaRvfXimD',
    },
  ],
};

const email: Readonly<Record<string, string>> = {
  zoe: 'zoe@atelier.example',
  malik: 'malik@studio.example',
  // Nobody's here yet, so that signing up can be tried; the last one has no address that the provider has verified.
  ines: 'ines@atelier.example',
  noor: 'noor@studio.example',
};
const unverified: readonly string[] = ['noor'];

export const standInPeople: readonly string[] = Object.keys(email);
const projects = ['storefront', 'newsletter', 'lamp'] as const;

/** Each of the people with a fixed number, so that a link made before a restart is to the same account after it. */
const people = standInPeople.map((username, i) => ({
  username,
  id: 100 + i,
  email: email[username] ?? '',
  confirmed: !unverified.includes(username),
  keys: [...(keys[username] ?? [])],
}));

/** The projects of each of the people, with a number each. */
const owned = people.flatMap(({ username, id }) =>
  projects.map((name, i) => ({
    id: 10 * id + i,
    name,
    fullName: `${username}/${name}`,
    members: [username],
    branches: ['main', 'next'],
  })),
);

export function fillGitHub(gitHub: FakeGitHub): void {
  for (const { username, id, email, confirmed, keys } of people)
    gitHub.addMember({ login: username, id, keys, emails: [{ email, primary: true, verified: confirmed }] });
  gitHub.repositories.push(...owned);
}

export function fillGitLab(gitLab: FakeGitLab): void {
  for (const person of people) gitLab.addMember(person);
  gitLab.projects.push(...owned.map(({ fullName, ...project }) => ({ ...project, path: fullName })));
}

export function fillForgejo(forgejo: FakeForgejo): void {
  for (const { username, id, keys } of people) forgejo.addMember({ login: username, id, keys });
  forgejo.repositories.push(...owned);
}
