namespace Parlance.Scenes;

/// <summary>What happens in one line of a scene. <paramref name="At"/> is file and line, for the report.</summary>
public abstract record Step(string Actor, string At);

/// <summary><c>ana opens</c>: a connection and nothing said on it.</summary>
public sealed record Opens(string Actor, string At) : Step(Actor, At);

/// <summary><c>ana connects with caps a b</c>, or <c>ana: irc</c>: a registered client of that nick.</summary>
public sealed record Connects(string Actor, IReadOnlyList<string> Caps, string At) : Step(Actor, At);

/// <summary><c>ana connects by xmpp</c>, <c>ana: xmpp</c>, <c>phone connects by xmpp as ana</c>: a session of an account, which is made if there is none, under the actor's name as its resource.</summary>
public sealed record ConnectsByXmpp(string Actor, string Account, string Resource, string At) : Step(Actor, At);

/// <summary><c>ana leaves</c>: the connection is closed without a word.</summary>
public sealed record Leaves(string Actor, string At) : Step(Actor, At);

/// <summary><c>ana is disconnected</c>: the server closes the connection.</summary>
public sealed record IsDisconnected(string Actor, string At) : Step(Actor, At);

/// <summary><c>both in #room</c>: everybody joins, in the order of appearance, and has read to the end of it.</summary>
public sealed record AllJoin(string Room, string At) : Step("", At);

/// <summary><c>ana &gt; TEXT</c>.</summary>
public sealed record Says(string Actor, string Text, string At) : Step(Actor, At);

/// <summary><c>ana &lt; PATTERN</c>: heard, after what was heard before; lines between are nobody's business.</summary>
public sealed record Hears(string Actor, string Pattern, string At) : Step(Actor, At);

/// <summary><c>ana !&lt; PATTERN</c>: not heard since the last line that was expected, and nothing is under way.</summary>
public sealed record HearsNo(string Actor, string Pattern, string At) : Step(Actor, At);
