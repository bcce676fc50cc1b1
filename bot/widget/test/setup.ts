import { cleanup } from "@testing-library/preact";
import { afterEach } from "vitest";

// What browsers have and jsdom has not.
Object.assign(window, { matchMedia: () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }) });
HTMLCanvasElement.prototype.getContext = () => null;
Element.prototype.scrollTo = () => {};

afterEach(() => cleanup());
