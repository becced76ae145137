import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A page with sixty buttons under a dialog is much for jsdom.
jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 5_000 });
