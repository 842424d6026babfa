namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// Every rule of the fold by name. The product knows the sound ones only; the simulation breaks them one by one and must notice each
/// (a rule that can be broken unnoticed is not tested).
/// </summary>
internal sealed record FoldRules
{
    public static readonly FoldRules Sound = new();

    /// <summary>How far apart two honest clocks may be, in milliseconds.</summary>
    public const long ClockBound = 2000;

    // Validity: what a receiver checks for itself.
    public bool ReceiversCheckRank { get; init; } = true;
    public bool ReceiversCheckTopics { get; init; } = true;
    public bool ReceiversCheckJoins { get; init; } = true;
    public bool ReceiversCheckSpeech { get; init; } = true;
    public bool ActorsAreOfTheirNode { get; init; } = true;
    public bool StampsGrow { get; init; } = true;
    public bool StaffNeedsStanding { get; init; } = true;
    public bool RelaysVouchForNoAccount { get; init; } = true;
    public bool GrantsHaveACeiling { get; init; } = true;
    public bool SeniorsAreSafe { get; init; } = true;
    public bool QuarantineAnnuls { get; init; } = true;

    // Creation: one room, one founder.
    public bool CreationIgnoresWhoseItIs { get; init; } = true;
    public bool ClaimedCreationWins { get; init; } = true;
    public bool AccountsCreateBeforeGuests { get; init; } = true;
    public bool EarlierCreationWins { get; init; } = true;
    public bool JoinBeatsClose { get; init; } = true;

    // Authority: senior first.
    public bool AnnulledGrantsCarryNothing { get; init; } = true;
    public bool RemovalAnnulsConcurrentActs { get; init; } = true;
    public bool OnlySeniorsAnnul { get; init; } = true;
    public bool EarlierGrantIsSenior { get; init; } = true;
    public bool ActsLongBeforeStand { get; init; } = true;
    public bool ClocksMayBeTwoSecondsApart { get; init; } = true;
    public bool GrantsFallWhateverTheClock { get; init; } = true;
    public bool RelaysAreHeldStrictly { get; init; } = true;

    // Restriction against use.
    public bool RestrictionsAnnulLaterTopics { get; init; } = true;
    public bool RestrictionsAnnulLaterJoins { get; init; } = true;
    public bool RestrictionsAnnulLaterSpeech { get; init; } = true;
    public bool EarlierUsesStand { get; init; } = true;
    public bool LiftedRestrictionsAreOver { get; init; } = true;
    public bool LimitsHoldAcrossNodes { get; init; } = true;
    public bool AnnulledRankExemptsFromNothing { get; init; } = true;

    // Registers and sets.
    public bool SeniorWritesFirst { get; init; } = true;
    public bool TighterWritesSecond { get; init; } = true;
    public bool LaterWritesThird { get; init; } = true;
    public bool ModesCanBeCleared { get; init; } = true;
    public bool ListsCanBeCleared { get; init; } = true;
    public bool BansSurviveConcurrentRemoval { get; init; } = true;
    public bool ExceptionsFallToConcurrentRemoval { get; init; } = true;
    public bool KicksRemoveWhatTheySaw { get; init; } = true;
    public bool RanksEndWithMembership { get; init; } = true;
    public bool OldIncarnationsAreVoid { get; init; } = true;
    public bool LocksAreRead { get; init; } = true;
    public bool RemoteGuestsAreMembers { get; init; } = true;
    public bool RemoteUsersCanHaveRank { get; init; } = true;
    public bool RemoteBansCount { get; init; } = true;
    public bool RegistersIgnoreArrival { get; init; } = true;

    // Compaction.
    public bool CompactAtWaistsOnly { get; init; } = true;
}
