using Parlance.Domain.Accounts;
using Parlance.Engine;

namespace Parlance.Configuration;

internal static class AccountsTable
{
    private static readonly AccountSettings Default = new();

    public static readonly Key<string> Registration = new("registration", Kinds.Choice("open", "invite", "closed"), "open", "Who may make an account: open: anybody; invite, closed: nobody by themselves, staff make them with parlance user add.");
    public static readonly Key<bool> RegistrationBeforeConnect = new("registration_before_connect", Kinds.Flag, Default.RegistrationBeforeConnect, "An account may be made before the connection is registered.");
    public static readonly Key<bool> EmailRequired = new("email_required", Kinds.Flag, Default.EmailRequired, "An account needs an e-mail address. It is kept, and not written to.");
    public static readonly Key<bool> Guests = new("guests", Kinds.Flag, Default.Guests, "Users may connect without an account.");
    public static readonly Key<IReadOnlyList<string>> Sasl = new("sasl", new ListKind<string>(Kinds.Choice("SCRAM-SHA-256", "SCRAM-SHA-512", "SCRAM-SHA-1", "PLAIN", "EXTERNAL"), "a list of \"SCRAM-SHA-256\", \"SCRAM-SHA-512\", \"SCRAM-SHA-1\", \"PLAIN\", \"EXTERNAL\""), Default.Sasl, "SASL mechanisms offered, the one to prefer first. Each SCRAM is offered as -PLUS too where TLS can bind it.");
    public static readonly Key<bool> PlainWithoutTls = new("plain_without_tls", Kinds.Flag, Default.PlainWithoutTls, "PLAIN is offered without TLS: passwords come in the clear. The classic profile does unless this says false.");
    public static readonly Key<int> PasswordIterations = new("password_iterations", Kinds.Whole(ScramVerifier.IterationsMin, ScramVerifier.IterationsMax), Default.PasswordIterations, "PBKDF2 rounds of new passwords.");
    public static readonly Key<int> LoginAttemptsPerMinute = new("login_attempts_per_minute", Kinds.Whole(1, 10_000), Default.LoginAttemptsPerMinute, "Failed log-ins and registrations from one address.");
    public static readonly Key<bool> Multiclient = new("multiclient", Kinds.Flag, Default.Multiclient, "One account may have several connections under one nick.");
    public static readonly Key<string> AlwaysOn = new("always_on", Kinds.Choice("disabled", "opt-in", "opt-out", "mandatory"), "opt-in", "Accounts stay in their rooms without a connection.") { Status = KeyStatus.NotYet };
    public static readonly Key<string> NickReservation = new("nick_reservation", Kinds.Choice("none", "optional", "strict"), "strict", "Whether the nick that is an account's name is for that account alone: none: no; optional: if the account chooses enforce; strict: yes.");
    public static readonly Key<string> Source = new("source", Kinds.Choice("internal", "services"), "internal", "Accounts are ours, or a services server's.") { Status = KeyStatus.NotYet };
    public static readonly Key<TimeSpan> ReuseDelay = new("reuse_delay", Kinds.Duration("0s", "36500d"), Default.ReuseDelay, "How long the name of a removed account is held; in the classic profile 0s unless this says more.");
    public static readonly Key<bool> KeepPlaintext = new("keep_plaintext", Kinds.Flag, Default.KeepPlaintext, "Keep passwords readable, sealed, for the classic profile's export. Whoever has the data folder has the passwords then.");

    public static readonly Table Table = new("accounts", "Accounts.",
        Registration, RegistrationBeforeConnect, EmailRequired, Guests, Sasl, PlainWithoutTls, PasswordIterations, LoginAttemptsPerMinute, Multiclient, AlwaysOn, NickReservation, Source, ReuseDelay, KeepPlaintext);

    public static readonly Table Did = new("accounts.did", "Decentralised identifiers as accounts.",
        new Key<bool>("enabled", Kinds.Flag, false, "Accept them."),
        new Key<string>("resolver", Kinds.Text, "", "URL of a resolver.")) { Status = KeyStatus.NotYet };

    public static AccountSettings Read(Reading from)
    {
        var t = from.One(Table);
        var isClassic = XmppTable.IsClassic(from);
        if (t.Get(KeepPlaintext))
            from.Note(t, KeepPlaintext, "passwords are kept readable", "write keep_plaintext = false unless you export to the classic layout; passwords set from then on are not kept");
        return new()
        {
            Registration = Enum.Parse<RegistrationPolicy>(t.Get(Registration), ignoreCase: true),
            RegistrationBeforeConnect = t.Get(RegistrationBeforeConnect), EmailRequired = t.Get(EmailRequired), Guests = t.Get(Guests), Sasl = t.Get(Sasl),
            PlainWithoutTls = isClassic && !t.Has(PlainWithoutTls) || t.Get(PlainWithoutTls), PasswordIterations = t.Get(PasswordIterations), LoginAttemptsPerMinute = t.Get(LoginAttemptsPerMinute),
            Multiclient = t.Get(Multiclient), NickReservation = Enum.Parse<NickReservation>(t.Get(NickReservation), ignoreCase: true),
            ReuseDelay = isClassic && !t.Has(ReuseDelay) ? TimeSpan.Zero : t.Get(ReuseDelay), KeepPlaintext = t.Get(KeepPlaintext),
        };
    }
}
