namespace Parlance.Domain;

/// <summary>
/// Something that happened, written once by the node where it happened; named in the past tense. Immutable. State changes only by
/// <see cref="Evolve"/>, live and in replay alike. Properties marked <see cref="PersonalAttribute"/> are stored encrypted under the
/// key of <see cref="Subject"/>; all others are the row's payload.
/// </summary>
public abstract record Event
{
    /// <summary>Whether a confirmation waits until it is written (ARCHITECTURE §2); what is not durable is void with its node's incarnation.</summary>
    public virtual bool Durable => false;

    /// <summary>Whether it is said before state changes, because its words need the state it ends (part, quit, nick).</summary>
    public virtual bool SaidBefore => false;

    /// <summary>Who is to hear it; dialects then choose the words, or silence.</summary>
    public virtual Reach Reach => Reach.Nobody;

    /// <summary>The user it is about, when that is not who did it.</summary>
    public virtual Uid About => default;

    /// <summary>What it is about, as the log's <c>target</c> column shows it: a room's name, a nick, a mask. Null: none.</summary>
    public virtual string? Target => null;

    /// <summary>Whose key protects the <see cref="PersonalAttribute"/> properties: the user it is about, or else who did it; for what one does oneself while logged in, the account's.</summary>
    public virtual Person Subject(in Envelope at) => About.IsNone || About == at.By.Uid ? Person.By(at) : About;

    /// <summary>Changes the state. Plain assignment: no checks, no I/O, no clock.</summary>
    public abstract void Evolve(NodeState state, in Envelope at);
}

/// <summary>The circle that hears an event. The engine finds the people; the domain only says which circle.</summary>
public enum Reach
{
    Nobody,
    /// <summary>The user the event is about (or who did it).</summary>
    User,
    /// <summary>The members of the event's room.</summary>
    Room,
    /// <summary>The user and everybody who shares a room with them, each once.</summary>
    Peers,
    /// <summary>Staff who are logged in as operators.</summary>
    Operators,
    /// <summary>Everybody on the node.</summary>
    Everybody,
}

/// <summary>The name of an event's kind in the log (<c>channel.topic</c>) and the version of its payload. Never changed once written.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventNameAttribute(string name, int version = 1) : Attribute
{
    public string Name { get; } = name;
    public int Version { get; } = version;
}

/// <summary>Marks what may identify a person (text, address, real name, e-mail): it goes into the sealed column, never into the payload.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PersonalAttribute : Attribute;
