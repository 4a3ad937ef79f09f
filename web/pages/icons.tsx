/** Line icons, drawn in the colour of the text beside them. They only decorate: hidden from screen readers. */
import type { ComponentChildren } from 'preact';

function Icon({ children, turns = false }: { readonly children: ComponentChildren; readonly turns?: boolean }) {
  return (
    <svg class={turns ? 'icon icon-turns' : 'icon'} viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </Icon>
);

export const CommentIcon = () => (
  <Icon>
    <path d="M20 11.5a7.5 7.5 0 0 1-10.9 6.7L4.5 19.5l1.3-4.4A7.5 7.5 0 1 1 20 11.5Z" />
  </Icon>
);

export const SparkIcon = () => (
  <Icon>
    <path d="M11 4.5 12.7 10l5.3 1.8-5.3 1.7L11 19l-1.7-5.5L4 11.8 9.3 10 11 4.5Z" />
    <path d="M18.5 3.5v4M16.5 5.5h4" />
  </Icon>
);

/** Points the way one reads on. */
export const ArrowIcon = () => (
  <Icon turns>
    <path d="M5 12h14M13.5 6.5 19 12l-5.5 5.5" />
  </Icon>
);

export const OutsideIcon = () => (
  <Icon turns>
    <path d="M9 6.5H6.5a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2V15M13 4.5h6.5V11M19 5l-8 8" />
  </Icon>
);

export const NoticeIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 11v5.5M12 7.8v.2" />
  </Icon>
);

export const SearchIcon = () => (
  <Icon>
    <circle cx="10.5" cy="10.5" r="6" />
    <path d="m15 15 5 5" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m7 7 10 10M17 7 7 17" />
  </Icon>
);

export const GlobeIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M3.5 12h17M12 3.5c2.4 2.3 3.6 5.1 3.6 8.5s-1.2 6.2-3.6 8.5c-2.4-2.3-3.6-5.1-3.6-8.5S9.6 5.8 12 3.5Z" />
  </Icon>
);

export const PhoneIcon = () => (
  <Icon>
    <rect x="7" y="3" width="10" height="18" rx="2.5" />
    <path d="M11 17.8h2" />
  </Icon>
);
