// What other features may use of integrations, and what the program is told of them, stands here: nothing yet.
export {};
