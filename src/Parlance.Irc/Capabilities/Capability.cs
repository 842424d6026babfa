namespace Parlance.Irc.Capabilities;

/// <summary>What a client may ask for (IRCv3 capability negotiation). Which bit is which may change with every build; names are the contract.</summary>
[Flags]
public enum Capability : ulong
{
    None = 0,
    MessageTags = 1ul << 0,
    ServerTime = 1ul << 1,
    AccountTag = 1ul << 2,
    Batch = 1ul << 3,
    LabeledResponse = 1ul << 4,
    EchoMessage = 1ul << 5,
    AwayNotify = 1ul << 6,
    ExtendedJoin = 1ul << 7,
    ChangeHost = 1ul << 8,
    SetName = 1ul << 9,
    InviteNotify = 1ul << 10,
    UserhostInNames = 1ul << 11,
    MultiPrefix = 1ul << 12,
    CapNotify = 1ul << 13,
    StandardReplies = 1ul << 14,
    AccountNotify = 1ul << 15,
    ExtendedMonitor = 1ul << 16,
    NoImplicitNames = 1ul << 17,
    Multiline = 1ul << 18,
    MessageRedaction = 1ul << 19,
    ChannelRename = 1ul << 20,
    Metadata = 1ul << 21,
    PreAway = 1ul << 22,
    Sts = 1ul << 23,
    Tls = 1ul << 24,
    ExtendedISupport = 1ul << 25,
    Sasl = 1ul << 26,
    AccountRegistration = 1ul << 27,
    ChatHistory = 1ul << 44,
    EventPlayback = 1ul << 45,
    ReadMarker = 1ul << 46,
    RelayMessage = 1ul << 40,

    /// <summary>Any of the capabilities that put tags on events.</summary>
    TagsOfEvents = MessageTags | ServerTime | AccountTag,

    /// <summary>Those that change how an event reads: connections that differ only in others share one rendering.</summary>
    Rendered = TagsOfEvents | Batch | AwayNotify | ExtendedJoin | ChangeHost | SetName | InviteNotify | AccountNotify | Multiline | MessageRedaction | ChannelRename | Metadata | RelayMessage | ReadMarker,
}
