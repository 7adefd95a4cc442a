/** A member's links to their accounts at the places where their code lives (docs/contract.md#integrations). */
export {};
