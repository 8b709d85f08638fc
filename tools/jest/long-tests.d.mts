export declare const longTests: readonly string[];

export declare function longestFirst<Test extends { readonly path: string }>(tests: Iterable<Test>): Test[];
