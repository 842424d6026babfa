using System.Text;

namespace Parlance.Xmpp.Stanzas;

/// <summary>The conditions of stanza errors (RFC 6120 §8.3.3), with the type each has unless told otherwise.</summary>
public sealed class StanzaError
{
    private StanzaError(string name, string type) => (Name, Type) = (Encoding.ASCII.GetBytes(name), Encoding.ASCII.GetBytes(type));

    public ReadOnlyMemory<byte> Name { get; }
    public ReadOnlyMemory<byte> Type { get; }

    public static StanzaError BadRequest { get; } = new("bad-request", "modify");
    public static StanzaError Conflict { get; } = new("conflict", "cancel");
    public static StanzaError FeatureNotImplemented { get; } = new("feature-not-implemented", "cancel");
    public static StanzaError Forbidden { get; } = new("forbidden", "auth");
    public static StanzaError Gone { get; } = new("gone", "cancel");
    public static StanzaError InternalServerError { get; } = new("internal-server-error", "cancel");
    public static StanzaError ItemNotFound { get; } = new("item-not-found", "cancel");
    public static StanzaError JidMalformed { get; } = new("jid-malformed", "modify");
    public static StanzaError NotAcceptable { get; } = new("not-acceptable", "modify");
    public static StanzaError NotAllowed { get; } = new("not-allowed", "cancel");
    public static StanzaError NotAuthorized { get; } = new("not-authorized", "auth");
    public static StanzaError PolicyViolation { get; } = new("policy-violation", "modify");
    public static StanzaError RecipientUnavailable { get; } = new("recipient-unavailable", "wait");
    public static StanzaError Redirect { get; } = new("redirect", "modify");
    public static StanzaError RegistrationRequired { get; } = new("registration-required", "auth");
    public static StanzaError RemoteServerNotFound { get; } = new("remote-server-not-found", "cancel");
    public static StanzaError RemoteServerTimeout { get; } = new("remote-server-timeout", "wait");
    public static StanzaError ResourceConstraint { get; } = new("resource-constraint", "wait");
    public static StanzaError ServiceUnavailable { get; } = new("service-unavailable", "cancel");
    public static StanzaError SubscriptionRequired { get; } = new("subscription-required", "auth");
    public static StanzaError UndefinedCondition { get; } = new("undefined-condition", "cancel");
    public static StanzaError UnexpectedRequest { get; } = new("unexpected-request", "wait");

    public override string ToString() => Encoding.ASCII.GetString(Name.Span);
}
