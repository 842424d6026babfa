using Parlance.Domain.Accounts;
using Parlance.Engine;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Accounts;

/// <summary>What an account is made of, or that there is one: the form (XEP-0077 §3.1). Offered before a log-in where everybody may make an account (§8).</summary>
public sealed class RegisterForm : IStanza, IStreamFeature
{
    public const string Space = "jabber:iq:register";

    public static StanzaCard Card { get; } = StanzaCard.Get(Space, "query", Place.Home) with { From = Stage.Open, Source = "XEP-0077", Version = "2.4", Help = "Tells what an account is made of." };

    public static int Order => 11;

    public static void Offer(XmppSession client, XmlPen pen)
    {
        if (client.Stage == Stage.Open && Registering.IsOpen(client)) pen.Empty("register"u8, "http://jabber.org/features/iq-register"u8);
    }

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (client.Stage == Stage.Open ? !Registering.IsOpen(client) : client.Account is null)
        {
            client.Refuse(stanza, StanzaError.NotAllowed, client.Stage == Stage.Open ? Registering.Closed : Registering.ForGuests);
            return;
        }

        var pen = client.StartResult(stanza).Open("query"u8, "jabber:iq:register"u8);
        if (client.Account is { } account) pen.Open("registered"u8).Close().Element("username"u8, account.Name);
        else pen.Element("instructions"u8, "Choose a name and a password.").Open("username"u8).Close();
        pen.Open("password"u8).Close();
        if (client.Account is null && client.Node.Settings.Accounts.EmailRequired) pen.Open("email"u8).Close();
        client.End(pen.Close());
    }
}

/// <summary>Makes an account, changes its password, or removes it (XEP-0077 §3.1 to §3.3).</summary>
public sealed class RegisterChange : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Set(RegisterForm.Space, "query", Place.Home) with { From = Stage.Open, Feature = "", Cost = 4, Source = "XEP-0077", Version = "2.4", Help = "Makes an account, changes its password, or removes it." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var query = stanza.Payload;
        var (name, password) = (Field(query, "username"u8), Field(query, "password"u8));
        var isRemoval = !query.Child("remove"u8, "jabber:iq:register"u8).IsNone;
        if (client.Stage == Stage.Open && isRemoval) client.Refuse(stanza, StanzaError.RegistrationRequired, "Log in to the account first");
        else if (client.Stage == Stage.Open) Create(client, stanza, name, password, Field(query, "email"u8));
        else if (client.Account is not { } account) client.Refuse(stanza, StanzaError.NotAllowed, Registering.ForGuests);
        else if (isRemoval) Remove(client, stanza, account, IsAlone(query));
        else Change(client, stanza, account, name, password);
    }

    private static void Create(XmppSession client, in Stanza stanza, string name, string password, string email)
    {
        var isEmailMissing = email.Length == 0 && client.Node.Settings.Accounts.EmailRequired;
        if (!Registering.IsOpen(client)) client.Refuse(stanza, StanzaError.NotAllowed, Registering.Closed);
        else if (name.Length == 0 || password.Length == 0 || isEmailMissing) client.Refuse(stanza, StanzaError.NotAcceptable, isEmailMissing ? "A name, a password and an e-mail address are needed" : "A name and a password are needed");
        else if (!client.Node.Logins.TryCount(client.Connection)) client.Refuse(stanza, StanzaError.ResourceConstraint, Registering.TooMany);
        else Registering.Later(client, stanza, answer => client.Node.CreateAccount(new(name, password, email.Length == 0 ? null : email, client.Connection), answer));
    }

    /// <summary>Another password for oneself; both fields are needed (XEP-0077 §3.3, table 2).</summary>
    private static void Change(XmppSession client, in Stanza stanza, Account account, string name, string password)
    {
        if (name.Length == 0 || password.Length == 0) client.Refuse(stanza, StanzaError.BadRequest, "Your name and a password are needed");
        else if (client.Node.Names.Fold(name) != account.Folded) client.Refuse(stanza, StanzaError.NotAllowed, "You may change your own password only");
        else if (!client.Node.Logins.TryCount(client.Connection)) client.Refuse(stanza, StanzaError.ResourceConstraint, Registering.TooMany);
        else Registering.Later(client, stanza, answer => client.Node.SetPassword(account.Id, password, client.Connection, answer));
    }

    /// <summary>What else is in a removal makes it a mistake (XEP-0077 §3.2). The streams of the account end behind the answer.</summary>
    private static void Remove(XmppSession client, in Stanza stanza, Account account, bool isAlone)
    {
        if (!isAlone) client.Refuse(stanza, StanzaError.BadRequest);
        else if (client.Node.RemoveAccount(client, account) is { } refusal) client.Refuse(stanza, refusal);
        else client.Result(stanza);
    }

    private static string Field(in Element query, ReadOnlySpan<byte> name)
    {
        var field = query.Child(name, "jabber:iq:register"u8);
        return field.IsNone ? "" : field.TextString;
    }

    private static bool IsAlone(in Element query)
    {
        var children = query.Children;
        return children.MoveNext() && !children.MoveNext();
    }
}

internal static class Registering
{
    public const string Closed = "Accounts are made by staff here", ForGuests = "Guests have no account", TooMany = "Too many attempts; wait a minute";

    /// <summary>Whether a client may make an account now: not before TLS where that is demanded, as with a password it would log in with.</summary>
    public static bool IsOpen(XmppSession client) =>
        client.Node.Settings.Accounts is { Registration: RegistrationPolicy.Open, RegistrationBeforeConnect: true } && !StartTls.IsRequired(client);

    /// <summary>Asks something whose answer comes when a password is hashed. Until then the client is not read: what it sends next comes after it.</summary>
    public static void Later(XmppSession client, in Stanza stanza, Action<Action<AccountAnswer>> ask)
    {
        var kept = new KeptStanza(stanza);
        client.IsRegistering = true;
        ask(answer =>
        {
            client.IsRegistering = false;
            if (client.Connection.IsClosing || client.Connection.IsGone) return;
            // Who was told of an account has it after a crash too.
            if (answer.Refusal is null) client.Connection.Hold(client.Connection.Written, client.Node.LastDurable);
            if (answer.Refusal is { } refusal) client.Refuse(kept.Stanza, refusal);
            else client.Result(kept.Stanza);
            client.Node.ReadOn(client.Connection);
        });
    }
}
