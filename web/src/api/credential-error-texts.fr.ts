import type { CredentialErrorTexts } from './error-words.ts';

export const texts: CredentialErrorTexts = {
  key_unreadable:
    'Ce n’est pas une clé publique SSH. Une telle clé tient sur une ligne et commence par un mot comme ssh-ed25519. À partir d’un fichier d’une autre forme, « ssh-keygen -i -f FICHIER » produit cette ligne.',
  key_private:
    'C’est une clé privée. Elle ne doit jamais quitter votre ordinateur : considérez-la comme perdue, et créez-en une nouvelle.',
  key_several: 'Il y a plusieurs clés ici. Ajoutez-les une par une.',
  key_certificate: 'C’est un certificat. Ajoutez la clé qu’il certifie : le fichier .pub sans « -cert ».',
  key_with_options:
    'Cette ligne commence par des options, comme dans un fichier authorized_keys. Collez la clé seule, à partir du mot qui dit son type.',
  key_dsa: 'C’est une clé DSA, qui n’est plus sûre. Créez une clé Ed25519 : « ssh-keygen -t ed25519 ».',
  key_too_short: ({ min }) =>
    `Cette clé RSA est trop courte : ${min ?? 2048} bits au moins. Mieux encore, créez une clé Ed25519 : « ssh-keygen -t ed25519 ».`,
  key_unsupported:
    'Les clés de ce type ne sont pas acceptées. Les clés Ed25519, ECDSA et RSA le sont, ainsi que celles des clés de sécurité FIDO.',
  key_taken: 'Cette clé est sur un autre compte. Une clé n’ouvre qu’un seul compte.',
  key_yours: 'Cette clé est déjà sur votre compte.',
  key_gone: 'Cette clé n’est plus sur un autre compte. Ajoutez-la comme les autres.',
  signature_refused:
    'Ce n’est pas une signature de ce défi par cette clé. Relancez la commande, et collez tout ce qu’elle affiche.',
  unknown_scope: 'L’un de ces droits n’existe plus. Rechargez la page et choisissez à nouveau.',
  unknown_application:
    'L’une de ces applications n’est plus à vous. Rechargez la page et choisissez à nouveau.',
  beyond_parent: 'Cela va au-delà de ce que permet le jeton utilisé.',
  needs_scopes: 'Seul un jeton aux droits choisis peut être limité à des applications.',
  in_the_past: 'Cette date est passée.',
  too_late: 'C’est plus tard que ce que permet la plateforme.',
  unknown_audience: 'Aucun service ne porte ce nom.',
  unknown_owner: 'Ce compte n’existe pas.',
};
