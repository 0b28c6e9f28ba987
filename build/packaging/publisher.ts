/** Who answers for a package and where more about it is to be found, as a Debian package must say. */
export type Publisher = { maintainer: string; homepage: string };

/** The manual that the Debian package itself installs. */
const manual = 'file:///usr/share/doc/throughline/README.md';

/**
 * A package that a workflow makes is answered for by the owner of the repository and has its page there (variables of GitHub
 * Actions). One made by hand is answered for by whoever made it, and the only page it has is the one inside it.
 */
export function publisher(env: NodeJS.ProcessEnv, maker: { user: string; host: string }): Publisher {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_REPOSITORY_OWNER: owner } = env;
  if (server && repository && owner) {
    return { maintainer: `${owner} <${owner}@users.noreply.${new URL(server).hostname}>`, homepage: `${server}/${repository}` };
  }
  return { maintainer: `${maker.user} <${maker.user}@${maker.host}>`, homepage: manual };
}
