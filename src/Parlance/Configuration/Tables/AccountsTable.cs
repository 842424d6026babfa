using Parlance.Engine;

namespace Parlance.Configuration;

internal static class AccountsTable
{
    public static readonly Key<bool> Guests = new("guests", Kinds.Flag, new AccountSettings().Guests, "Users may connect without an account.");

    public static readonly Table Table = new("accounts", "Accounts. Only guests acts yet.",
        new Key<string>("registration", Kinds.Choice("open", "invite", "closed"), "open", "Who may make an account.") { Status = KeyStatus.NotYet },
        new Key<bool>("registration_before_connect", Kinds.Flag, true, "An account may be made before the connection is registered.") { Status = KeyStatus.NotYet },
        new Key<bool>("email_required", Kinds.Flag, false, "An account needs an e-mail address.") { Status = KeyStatus.NotYet },
        Guests,
        new Key<IReadOnlyList<string>>("sasl", new ListKind<string>(Kinds.Choice("SCRAM-SHA-256", "SCRAM-SHA-512", "SCRAM-SHA-1", "PLAIN", "EXTERNAL"), "a list of \"SCRAM-SHA-256\", \"SCRAM-SHA-512\", \"SCRAM-SHA-1\", \"PLAIN\", \"EXTERNAL\""), ["SCRAM-SHA-256", "SCRAM-SHA-512", "SCRAM-SHA-1", "PLAIN", "EXTERNAL"], "SASL mechanisms offered.") { Status = KeyStatus.NotYet },
        new Key<bool>("plain_without_tls", Kinds.Flag, false, "PLAIN is offered without TLS.") { Status = KeyStatus.NotYet },
        new Key<int>("password_iterations", Kinds.Whole(4096, 10_000_000), 10_000, "PBKDF2 rounds of new passwords.") { Status = KeyStatus.NotYet },
        new Key<int>("login_attempts_per_minute", Kinds.Whole(1, 10_000), 10, "Failed log-ins from one address.") { Status = KeyStatus.NotYet },
        new Key<bool>("multiclient", Kinds.Flag, true, "One account may have several connections under one nick.") { Status = KeyStatus.NotYet },
        new Key<string>("always_on", Kinds.Choice("disabled", "opt-in", "opt-out", "mandatory"), "opt-in", "Accounts stay in their rooms without a connection.") { Status = KeyStatus.NotYet },
        new Key<string>("nick_reservation", Kinds.Choice("none", "optional", "strict"), "strict", "Whether an account's nick is its own.") { Status = KeyStatus.NotYet },
        new Key<string>("source", Kinds.Choice("internal", "services"), "internal", "Accounts are ours, or a services server's.") { Status = KeyStatus.NotYet },
        new Key<TimeSpan>("reuse_delay", Kinds.Duration("0s", "36500d"), TimeSpan.FromDays(30), "How long the name of a removed account is held.") { Status = KeyStatus.NotYet },
        new Key<bool>("keep_plaintext", Kinds.Flag, false, "Keep passwords readable, for the classic profile's export.") { Status = KeyStatus.NotYet });

    public static readonly Table Did = new("accounts.did", "Decentralised identifiers as accounts.",
        new Key<bool>("enabled", Kinds.Flag, false, "Accept them."),
        new Key<string>("resolver", Kinds.Text, "", "URL of a resolver.")) { Status = KeyStatus.NotYet };

    public static AccountSettings Read(Reading from) => new() { Guests = from.One(Table).Get(Guests) };
}
