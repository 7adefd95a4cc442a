import type { ErrorTexts } from './error-words.ts';

const unreadable = 'Le serveur n’a pas pu lire ce que la page a envoyé. Rechargez la page et réessayez.';
const signInAgain = 'Votre session est terminée. Reconnectez-vous pour continuer.';

export const texts: ErrorTexts = {
  failures: {
    unreachable:
      'Le serveur est injoignable. Votre saisie est toujours là : vérifiez votre connexion et réessayez.',
    passkey_failed:
      'Le navigateur ou une extension a échoué avant que la clé d’accès nous parvienne. Si elle a été enregistrée, supprimez-la là où vos clés sont rangées, puis réessayez.',
    not_loaded:
      'Le chargement a échoué. Le reste de la page ne change pas : vérifiez votre connexion et réessayez.',
    outdated:
      'Cette page est plus ancienne que le site. Rechargez-la pour continuer ; ce qui y est saisi ailleurs sera peut-être à saisir de nouveau.',
    passkey_unused: 'Aucune clé d’accès n’a été utilisée. Réessayez, ou choisissez un autre moyen.',
    malformed_body: unreadable,
    malformed_encoding: unreadable,
    not_an_object: unreadable,
    malformed_request: unreadable,
    headers_too_large:
      'Ce navigateur a envoyé plus que ce que le serveur accepte. Supprimez les cookies de ce site et réessayez.',
    request_timeout:
      'Le serveur a attendu trop longtemps ce que la page envoyait. Vérifiez votre connexion et réessayez.',
    unsupported_media_type: unreadable,
    body_too_large: 'C’est plus que ce que le serveur accepte. Raccourcissez et réessayez.',
    invalid_fields: 'Quelque chose est à corriger ici.',
    not_authenticated: signInAgain,
    invalid_credentials:
      'L’adresse, le nom d’utilisateur ou le mot de passe est inexact. Vérifiez-les et réessayez.',
    otp_required: 'Ce compte demande un second facteur.',
    otp_invalid:
      'Ceci n’a pas été accepté. Essayez le code suivant, et vérifiez que votre appareil règle son horloge tout seul.',
    account_suspended: 'Ce compte est suspendu. L’assistance peut vous dire pourquoi.',
    account_deleting: 'Ce compte est en cours de suppression. Le lien reçu par e-mail permet de l’annuler.',
    account_unconfirmed: 'Confirmez d’abord votre adresse e-mail.',
    contracts_overdue: 'Un document est d’abord à accepter : voyez Informations générales.',
    cross_site:
      'Cette demande semblait venir d’un autre site : elle a été refusée. Rechargez la page et réessayez.',
    scope_missing: 'Vous n’avez pas le droit de faire cela.',
    proof_required: 'Prouvez d’abord à nouveau que c’est bien vous.',
    operators_only: 'Seuls les opérateurs peuvent faire cela.',
    other_account: 'Un autre compte a été ouvert dans ce navigateur : rien n’a été fait. Rechargez la page.',
    not_found: 'Ceci n’existe plus.',
    method_not_allowed: unreadable,
    provider_refused: 'Le fournisseur a refusé. Regardez l’état du lien, ou reconnectez-le.',
    provider_unreachable: (wait) =>
      `Le fournisseur ne répond pas en ce moment. Réessayez ${wait ?? 'dans un instant'}.`,
    throttled: (wait) => `Trop de tentatives. Réessayez ${wait ?? 'dans quelques minutes'}.`,
    internal: 'Une erreur s’est produite de notre côté. Réessayez dans un instant.',
    unavailable: (wait) => `Le service ne répond pas en ce moment. Réessayez ${wait ?? 'dans un instant'}.`,
  },
  fields: {
    missing: 'À remplir.',
    invalid_type: 'Cette valeur n’est pas du bon type.',
    unknown_field: 'Le serveur ne connaît pas ce champ. Rechargez la page.',
    too_long: ({ max }) => (max ? `C’est trop long : ${max} caractères au plus.` : 'C’est trop long.'),
    too_short: ({ min }) => (min ? `C’est trop court : ${min} caractères au moins.` : 'C’est trop court.'),
    invalid: 'Cette valeur ne convient pas ici.',
    invalid_email: 'Ce n’est pas une adresse e-mail. Elle ressemble à nom@exemple.fr.',
    invisible_characters: 'Ce texte contient des caractères invisibles. Retapez-le à la main.',
    control_characters: 'Certains caractères ne peuvent pas être affichés. Retapez le texte à la main.',
    bidirectional_override: 'Des caractères cachés retournent le texte. Retapez-le à la main.',
    taken: (_, value) => `« ${value} » est déjà pris.`,
    reserved: (_, value) => `« ${value} » est réservé.`,
    looks_reserved: (_, value) => `« ${value} » ressemble trop à un nom réservé.`,
    invalid_username:
      'Lettres, chiffres, points, tirets et tirets bas ; commencez et finissez par une lettre ou un chiffre.',
    unsupported_locale: 'Choisissez le français ou l’anglais.',
    unknown_time_zone: 'Ce fuseau horaire n’est pas connu ici.',
    unknown_role: 'Choisissez dans la liste.',
    password_too_short: ({ min }) => `Ce mot de passe est trop court : ${min ?? 15} caractères au moins.`,
    password_too_long: ({ max }) => `Ce mot de passe est trop long : ${max ?? 128} caractères au plus.`,
    password_common:
      'C’est l’un des mots de passe les plus courants, donc l’un des premiers essayés. Choisissez-en un autre.',
    password_is_identity: 'Ce mot de passe reprend votre nom ou votre adresse. Choisissez-en un autre.',
    password_unchanged: 'C’est votre mot de passe actuel. Choisissez-en un autre.',
    wrong_password: 'Ce n’est pas votre mot de passe actuel.',
    confirmation_mismatch: 'Les deux mots de passe sont différents.',
    invalid_link: 'Ce lien ne fonctionne pas.',
    expired_link: 'Ce lien a expiré.',
    used_link: 'Ce lien a déjà servi.',
    not_accepted: 'À accepter d’abord.',
    last_factor: 'C’est votre dernier second facteur.',
    operator_factor: 'Un opérateur garde toujours un second facteur. Ajoutez-en d’abord un autre.',
    operator_by_command: 'C’est un compte d’opérateur : un collègue le fait avec la commande loge.',
    clock_off:
      'Ce code vient d’une horloge décalée de plusieurs minutes. Laissez votre appareil régler son horloge tout seul, puis réessayez.',
    already_enabled: 'C’est déjà activé.',
    not_enabled: 'Ce n’est pas activé.',
    not_begun: 'Cela a pris trop de temps, ou a été commencé ailleurs. Recommencez.',
    unsupported_provider: 'Ce type de second facteur n’est pas pris en charge.',
    password_breached: 'Ce mot de passe figure dans une fuite de données connue. Choisissez-en un autre.',
    passkey_known: 'Cette clé d’accès est déjà enregistrée.',
    passkey_refused: 'Cette clé d’accès n’a pas été acceptée. Réessayez.',
    too_many: ({ max }) => (max ? `${max} au plus. Retirez-en une d’abord.` : 'Il y en a déjà trop.'),
    owned_applications: 'Vous possédez encore des applications. Transférez-les ou supprimez-les d’abord.',
    not_available: 'Ceci ne peut pas encore être modifié.',
  },
  wrongCode: 'Ce code n’est pas le bon. Attendez le suivant et réessayez.',
  free: { before: '« ', after: ' » est libre.' },
  reference: (requestId) => `Référence pour l’assistance : ${requestId}`,
  tryAgain: 'Réessayer',
};
