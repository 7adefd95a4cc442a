import type { IntegrationErrorTexts } from '../../api/error-words.ts';

export const texts: IntegrationErrorTexts = {
  url_unreadable: 'Ce n’est pas l’adresse d’un fournisseur. Elle ressemble à https://git.example.com.',
  url_refused:
    'Cette adresse mène dans un réseau que Loge n’appelle pas. S’il le faut, adressez-vous à ceux qui tiennent cette plateforme.',
  url_unreachable: 'Rien ne répond à cette adresse en ce moment. Vérifiez-la, ou réessayez plus tard.',
  url_of_other_software:
    'Quelque chose répond à cette adresse, mais pas ce que vous avez choisi plus haut. Vérifiez l’adresse et le type de fournisseur.',
  token_refused: 'Le fournisseur n’accepte pas ce jeton d’accès. Il a peut-être expiré, ou il est incomplet.',
  token_of_no_person:
    'Ce jeton d’accès est celui d’un robot, d’un projet ou d’un groupe. Prenez-en un qui soit à vous.',
  token_lacks_scopes: ({ scopes = [] }) =>
    scopes.length > 0
      ? `Il manque à ce jeton d’accès ${scopes.join(', ')}. Créez-en un qui ${scopes.length === 1 ? 'l’ait' : 'les ait'}.`
      : 'Ce jeton d’accès ne permet pas tout ce qu’il faut.',
  token_blocked:
    'Une organisation exige d’abord sa connexion unique. Autorisez-y le jeton d’accès, puis réessayez.',
  linked_elsewhere: 'Ce compte est lié à un autre compte de cette plateforme. Déconnectez-le d’abord là-bas.',
  by_oauth_only: 'Ce fournisseur se connecte par sa propre page, sans jeton d’accès.',
  not_offered: 'Ce fournisseur n’est plus proposé sur cette plateforme. Rechargez la page.',
  authorization_denied: 'Vous n’avez pas accordé l’accès : rien n’a été connecté.',
  another_identity: 'C’est un autre compte chez le fournisseur que celui qui vous connecte ici.',
  last_way_in:
    'C’est votre seul moyen de vous connecter. Choisissez d’abord un mot de passe ou ajoutez une clé d’accès.',
  authorization_failed: 'Le fournisseur n’est pas allé au bout : rien n’a été connecté. Recommencez.',
};
